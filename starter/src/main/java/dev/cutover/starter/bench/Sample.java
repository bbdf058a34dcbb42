package dev.cutover.starter.bench;

import java.util.ArrayList;
import java.util.List;

/** Several measurements of one thing, in milliseconds. */
final class Sample {
    private final List<Double> sorted = new ArrayList<>();

    /** Adds a measurement. */
    void add(double millis) {
        sorted.add(millis);
        sorted.sort(null);
    }

    /** How many there are. */
    int size() {
        return sorted.size();
    }

    /** The smallest measurement that is not below the given share of all, by the nearest rank. */
    double percentile(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    double median() {
        return percentile(0.5);
    }

    double worst() {
        return sorted.get(sorted.size() - 1);
    }
}

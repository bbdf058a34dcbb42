package dev.cutover.starter.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the readers have seen so far. */
final class ReadCount {
    private final Map<String, Long> answers = new LinkedHashMap<>();
    private final TreeSet<String> failures = new TreeSet<>();
    private long failed;

    synchronized void served(String answer) {
        answers.merge(answer, 1L, Long::sum);
    }

    synchronized void failed(ReadMode mode, String why) {
        failed++;
        if (failures.size() < 5) {
            failures.add(mode + ": " + why);
        }
    }

    synchronized Reads snapshot(double seconds) {
        long served = answers.values().stream().mapToLong(Long::longValue).sum();
        return new Reads(served, failed, seconds, Map.copyOf(answers), List.copyOf(failures));
    }
}

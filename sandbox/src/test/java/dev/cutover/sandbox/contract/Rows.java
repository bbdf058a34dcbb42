package dev.cutover.sandbox.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Compares row sets in which placeholders may stand: in order, as multisets, or as sets of distinct rows. */
final class Rows {

    private Rows() {}

    static boolean sameInOrder(List<List<String>> recorded, List<List<String>> actual, Placeholders placeholders) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        Placeholders attempt = placeholders.copy();
        for (int i = 0; i < recorded.size(); i++) {
            if (!attempt.matchesRow(recorded.get(i), actual.get(i))) {
                return false;
            }
        }
        placeholders.adopt(attempt);
        return true;
    }

    static boolean sameInAnyOrder(List<List<String>> recorded, List<List<String>> actual, Placeholders placeholders) {
        return recorded.size() == actual.size() && pair(recorded, 0, new ArrayList<>(actual), placeholders);
    }

    static boolean sameDistinct(List<List<String>> recorded, List<List<String>> actual, Placeholders placeholders) {
        for (List<String> row : new LinkedHashSet<>(actual)) {
            if (recorded.stream().noneMatch(expected -> placeholders.matchesRow(expected, row))) {
                return false;
            }
        }
        return recorded.stream()
                .allMatch(expected -> actual.stream().anyMatch(row -> placeholders.matchesRow(expected, row)));
    }

    /** Which row stands for which is unknown where only ids differ, so a pairing that leads nowhere is taken back. */
    private static boolean pair(
            List<List<String>> recorded, int next, List<List<String>> left, Placeholders placeholders) {
        if (next == recorded.size()) {
            return true;
        }
        for (int i = 0; i < left.size(); i++) {
            Placeholders attempt = placeholders.copy();
            if (!attempt.matchesRow(recorded.get(next), left.get(i))) {
                continue;
            }
            List<String> row = left.remove(i);
            if (pair(recorded, next + 1, left, attempt)) {
                placeholders.adopt(attempt);
                return true;
            }
            left.add(i, row);
        }
        return false;
    }
}

package dev.cutover.migration;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as {@code git apply} and {@code patch -p1} take it. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    static String of(String name, String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        List<Change> changes = changes(old, now);
        StringBuilder diff = new StringBuilder("--- a/" + name + "\n+++ b/" + name + "\n");
        int first = 0;
        while (first < changes.size()) {
            if (changes.get(first).sign == ' ') {
                first++;
                continue;
            }
            int from = Math.max(0, first - CONTEXT);
            int to = endOfHunk(changes, first);
            appendHunk(diff, changes, from, to);
            first = to;
        }
        return diff.toString();
    }

    private record Change(char sign, String line) {}

    /** Lines with their end marks. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Lines.next(text, start);
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** By the longest common subsequence of what lies between the common head and tail. */
    private static List<Change> changes(List<String> old, List<String> now) {
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<Change> changes = new ArrayList<>();
        old.subList(0, head).forEach(line -> changes.add(new Change(' ', line)));
        between(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), changes);
        old.subList(old.size() - tail, old.size()).forEach(line -> changes.add(new Change(' ', line)));
        return changes;
    }

    private static void between(List<String> old, List<String> now, List<Change> changes) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                changes.add(new Change(' ', old.get(i)));
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                changes.add(new Change('-', old.get(i++)));
            } else {
                changes.add(new Change('+', now.get(j++)));
            }
        }
    }

    private static int endOfHunk(List<Change> changes, int first) {
        int last = first;
        for (int i = first; i < changes.size() && i <= last + 2 * CONTEXT; i++) {
            last = changes.get(i).sign == ' ' ? last : i;
        }
        return Math.min(changes.size(), last + 1 + CONTEXT);
    }

    private static void appendHunk(StringBuilder diff, List<Change> changes, int from, int to) {
        List<Change> before = changes.subList(0, from);
        List<Change> hunk = changes.subList(from, to);
        diff.append("@@ -")
                .append(range(count(before, '+'), count(hunk, '+')))
                .append(" +")
                .append(range(count(before, '-'), count(hunk, '-')))
                .append(" @@\n");
        for (Change change : hunk) {
            diff.append(change.sign).append(change.line);
            if (!change.line.endsWith("\n")) {
                diff.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** How many lines one side has: all but those that only the other one has. */
    private static int count(List<Change> changes, char others) {
        return (int) changes.stream().filter(change -> change.sign != others).count();
    }

    private static String range(int before, int lines) {
        return (lines == 0 ? before : before + 1) + (lines == 1 ? "" : "," + lines);
    }
}

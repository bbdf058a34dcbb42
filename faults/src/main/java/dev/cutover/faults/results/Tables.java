package dev.cutover.faults.results;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Markdown of what all lines of a file show together. Every zero comes with the number of runs that it was seen in. */
final class Tables {
    private Tables() {}

    /** Of all lines of simulated runs. */
    static List<String> ofSimulation(List<BatchLine> batches) {
        int runs = batches.stream().mapToInt(BatchLine::runs).sum();
        List<Finding> wrong =
                batches.stream().flatMap(batch -> batch.wrong().stream()).toList();
        Map<String, Integer> endings = new TreeMap<>();
        Map<String, Integer> faults = new TreeMap<>();
        batches.forEach(batch -> {
            batch.endings().forEach((ending, times) -> endings.merge(ending, times, Integer::sum));
            batch.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
        });
        List<String> lines = new ArrayList<>();
        lines.add(words(runs) + " simulated runs"
                + madeBy(batches.stream().map(BatchLine::commit).toList()));
        lines.add("");
        lines.addAll(counts(Wrong.SIMULATED, wrong, runs));
        lines.addAll(table("ending", "deployments", endings));
        lines.addAll(table("fault", "times", faults));
        return lines;
    }

    /** Of all lines of runs with real processes. */
    static List<String> ofProcesses(List<ProcessLine> runs) {
        List<Finding> wrong = runs.stream().flatMap(run -> run.wrong().stream()).toList();
        Map<String, Integer> endings = new TreeMap<>();
        runs.forEach(run -> run.endings().forEach(ending -> endings.merge(ending, 1, Integer::sum)));
        List<String> lines = new ArrayList<>();
        lines.add(words(runs.size()) + " runs with real processes"
                + madeBy(runs.stream().map(ProcessLine::commit).toList()));
        lines.add("");
        lines.addAll(counts(Wrong.WITH_PROCESSES, wrong, runs.size()));
        lines.addAll(numbers(runs));
        lines.addAll(table("ending", "deployments", endings));
        lines.addAll(Coverage.ofFaults(runs));
        lines.addAll(Coverage.ofBoundaries(runs));
        return lines;
    }

    private static List<String> counts(List<Wrong> kinds, List<Finding> wrong, int runs) {
        List<String> lines = new ArrayList<>(List.of("| what | count |", "|---|---|"));
        for (Wrong kind : kinds) {
            long seen = wrong.stream()
                    .filter(finding -> finding.wrong() == kind)
                    .map(Finding::seed)
                    .distinct()
                    .count();
            lines.add("| " + kind.words() + " | " + words(seen) + " of " + words(runs) + " |");
        }
        lines.add("| what a zero proves: less than one in … runs, at 95 % | " + words(Math.max(1, runs / 3)) + " |");
        return lines;
    }

    private static List<String> numbers(List<ProcessLine> runs) {
        List<Long> resumed = runs.stream()
                .map(ProcessLine::resumedMillis)
                .filter(millis -> millis != null)
                .sorted()
                .toList();
        long reads = runs.stream().mapToLong(ProcessLine::reads).sum();
        long kept = runs.stream().mapToLong(ProcessLine::madeBefore).sum();
        return List.of(
                "| seconds until another worker goes on after a kill | " + seconds(resumed) + " |",
                "| reads of production | " + words(reads) + " |",
                "| materialized views of green that were there before a fault | " + words(kept) + " |");
    }

    private static String seconds(List<Long> sorted) {
        if (sorted.isEmpty()) {
            return "no worker was killed in an activity";
        }
        return String.format(
                Locale.ROOT,
                "median %.1f, p99 %.1f (n = %d)",
                percentile(sorted, 50) / 1000.0,
                percentile(sorted, 99) / 1000.0,
                sorted.size());
    }

    /** The smallest value that so many percent of all do not exceed. */
    static long percentile(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(0, rank - 1));
    }

    private static List<String> table(String what, String number, Map<String, Integer> rows) {
        List<String> lines = new ArrayList<>(List.of("", "| " + what + " | " + number + " |", "|---|---|"));
        rows.forEach((row, times) -> lines.add("| " + row + " | " + words(times) + " |"));
        return lines;
    }

    private static String madeBy(List<String> commits) {
        List<String> distinct = commits.stream().distinct().sorted().toList();
        return distinct.isEmpty() ? "." : ", of the code at " + String.join(", ", distinct) + ".";
    }

    static String words(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

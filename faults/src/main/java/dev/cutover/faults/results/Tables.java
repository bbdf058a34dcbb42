package dev.cutover.faults.results;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.util.ArrayList;
import java.util.EnumMap;
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
        Map<Wrong, Integer> checked = new EnumMap<>(Wrong.class);
        batches.stream()
                .filter(batch -> batch.checked() != null)
                .forEach(batch -> batch.checked().forEach((kind, times) -> checked.merge(kind, times, Integer::sum)));
        lines.addAll(counts(Wrong.SIMULATED, wrong, checked));
        List<Long> hanging = batches.stream()
                .filter(batch -> batch.hanging() != null)
                .flatMap(batch -> batch.hanging().stream())
                .sorted()
                .toList();
        lines.add("| runs that did not end in Temporal's in-process server: not counted above as endings | "
                + words(hanging.size()) + " of " + words(runs)
                + (hanging.isEmpty()
                        ? ""
                        : ": seeds "
                                + String.join(
                                        ", ",
                                        hanging.stream().map(String::valueOf).toList()))
                + " | |");
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
        lines.addAll(counts(Wrong.WITH_PROCESSES, wrong, checkedWithProcesses(runs)));
        lines.addAll(numbers(runs));
        lines.addAll(table("ending", "deployments", endings));
        lines.addAll(Coverage.ofFaults(runs));
        lines.addAll(Coverage.ofBoundaries(runs));
        return lines;
    }

    private static List<String> counts(List<Wrong> kinds, List<Finding> wrong, Map<Wrong, Integer> checked) {
        List<String> lines = new ArrayList<>(List.of(
                "| what | count, of the runs that would have shown it | at 95 %, fewer than one in … |",
                "|---|---|---|"));
        for (Wrong kind : kinds) {
            long seen = wrong.stream()
                    .filter(finding -> finding.wrong() == kind)
                    .map(Finding::seed)
                    .distinct()
                    .count();
            int runs = checked.getOrDefault(kind, 0);
            lines.add("| " + kind.words() + " | " + words(seen) + " of " + words(runs) + " | "
                    + (seen == 0 ? words(Math.max(1, runs / 3)) : "") + " |");
        }
        return lines;
    }

    private static Map<Wrong, Integer> checkedWithProcesses(List<ProcessLine> runs) {
        Map<Wrong, Integer> checked = new EnumMap<>(Wrong.class);
        runs.forEach(run -> run.checks().forEach(kind -> checked.merge(kind, 1, Integer::sum)));
        return checked;
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
                "| seconds until another worker goes on after a kill | " + seconds(resumed) + " | |",
                "| reads of production | " + words(reads) + " | |",
                "| materialized views of green that were there before a fault | " + words(kept) + " | |");
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

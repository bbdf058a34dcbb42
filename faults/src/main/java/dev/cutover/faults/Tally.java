package dev.cutover.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Adds up runs and prints them as Markdown. Every zero comes with the number of runs that it was seen in. */
public final class Tally {
    private final Map<Wrong, Integer> wrong = new EnumMap<>(Wrong.class);
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int runs;

    /** Adds a run. */
    public synchronized void add(List<String> endingsOfRun, Map<String, Integer> faultsOfRun, List<Finding> found) {
        runs++;
        endingsOfRun.forEach(ending -> endings.merge(ending, 1, Integer::sum));
        faultsOfRun.forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
        found.stream().map(Finding::wrong).distinct().forEach(kind -> wrong.merge(kind, 1, Integer::sum));
        findings.addAll(found);
    }

    /** How many runs were added. */
    public synchronized int runs() {
        return runs;
    }

    /** Everything that was wrong. */
    public synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * The table.
     *
     * @param kinds the wrong things that this kind of run can see
     * @param numbers more rows of the first table
     */
    public synchronized List<String> table(List<Wrong> kinds, List<String> numbers) {
        List<String> lines = new ArrayList<>(List.of("| what | count |", "|---|---|"));
        kinds.forEach(
                kind -> lines.add("| " + kind.words() + " | " + wrong.getOrDefault(kind, 0) + " of " + runs + " |"));
        lines.add("| what a zero proves: less than one in … runs, at 95 % | "
                + String.format(Locale.ROOT, "%d", Math.max(1, runs / 3)) + " |");
        lines.addAll(numbers);
        lines.add("");
        lines.add("| ending | deployments |");
        lines.add("|---|---|");
        endings.forEach((ending, times) -> lines.add("| " + ending + " | " + times + " |"));
        lines.add("");
        lines.add("| fault | times |");
        lines.add("|---|---|");
        faults.forEach((fault, times) -> lines.add("| " + fault + " | " + times + " |"));
        return lines;
    }
}

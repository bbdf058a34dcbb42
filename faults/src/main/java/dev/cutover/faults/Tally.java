package dev.cutover.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up runs. */
public final class Tally {
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int runs;

    /** Adds a run. */
    public synchronized void add(List<String> endingsOfRun, Map<String, Integer> faultsOfRun, List<Finding> found) {
        runs++;
        endingsOfRun.forEach(ending -> endings.merge(ending, 1, Integer::sum));
        faultsOfRun.forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
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

    /** How many deployments ended how. */
    public synchronized Map<String, Integer> endings() {
        return new TreeMap<>(endings);
    }

    /** How often each fault came. */
    public synchronized Map<String, Integer> faults() {
        return new TreeMap<>(faults);
    }
}

package dev.cutover.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up runs. */
public final class Tally {
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Wrong, Integer> checked = new EnumMap<>(Wrong.class);
    private final List<Long> hanging = new ArrayList<>();
    private int runs;
    private int repeats;

    /**
     * Adds a run.
     *
     * @param checkedInRun what would have been seen in it
     */
    public synchronized void add(
            List<String> endingsOfRun, Map<String, Integer> faultsOfRun, Set<Wrong> checkedInRun, List<Finding> found) {
        runs++;
        checkedInRun.forEach(kind -> checked.merge(kind, 1, Integer::sum));
        endingsOfRun.forEach(ending -> endings.merge(ending, 1, Integer::sum));
        faultsOfRun.forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
        findings.addAll(found);
    }

    /** Notes that a run had no end, which is nobody's but the simulation's. */
    public synchronized void addHanging(long seed) {
        hanging.add(seed);
    }

    /** Notes that a run was made again. */
    public synchronized void addRepeat() {
        repeats++;
    }

    /** Seeds of the runs that had no end. */
    public synchronized List<Long> hanging() {
        return hanging.stream().sorted().toList();
    }

    /** How often a run was made again. */
    public synchronized int repeats() {
        return repeats;
    }

    /** In how many runs each wrong thing would have been seen. */
    public synchronized Map<Wrong, Integer> checked() {
        return checked.isEmpty() ? new EnumMap<>(Wrong.class) : new EnumMap<>(checked);
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

package dev.cutover.faults.process;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Sees every boundary of a lane, writes down what matters, and lets the fault of the run happen at its place. */
final class Supervisor implements Gate {
    /** What is read to know whether green is ready. */
    private static final String READINESS = "mz_hydration_statuses";

    private final Map<Integer, String> working = new ConcurrentHashMap<>();
    private final List<SwapSeen> swaps = new CopyOnWriteArrayList<>();
    private volatile Fault fault;
    private volatile IntConsumer action;
    private volatile boolean fired;
    private volatile int statements;
    private volatile long firedNanos;
    private volatile Boundary firedAt;
    private volatile String firedBy;
    private volatile boolean reverted;
    private volatile long resumedNanos;
    private volatile long laggingSince = Long.MAX_VALUE;
    private volatile long askedNanos;
    private volatile boolean askedWhileLagging;

    /** Forgets the last run and waits for the fault of the next one. */
    synchronized void arm(Fault next, IntConsumer atWorker) {
        swaps.clear();
        fault = next;
        action = atWorker;
        fired = false;
        firedAt = null;
        firedBy = null;
        reverted = false;
        statements = 0;
        resumedNanos = 0;
        laggingSince = Long.MAX_VALUE;
        askedWhileLagging = false;
    }

    void disarm() {
        fault = null;
    }

    boolean fired() {
        return fired;
    }

    /** At which boundary the fault came; null when it has not. */
    Boundary firedAt() {
        return firedAt;
    }

    /** The first words of the statement at which it came; null at a report. */
    String firedBy() {
        return firedBy;
    }

    List<SwapSeen> swaps() {
        return List.copyOf(swaps);
    }

    /** Milliseconds from the fault until another attempt at the same activity was given out; -1 when there was none. */
    long resumedAfterMillis() {
        return resumedNanos == 0 ? -1 : (resumedNanos - firedNanos) / 1_000_000;
    }

    /** Says that green falls behind, or is about to catch up: everything asked between the two has to be told so. */
    void lagging(boolean now) {
        laggingSince = now ? System.nanoTime() : Long.MAX_VALUE;
    }

    /** Whether a step that swaps has asked for readiness, or begun its transaction, while green was behind. */
    boolean askedWhileLagging() {
        return askedWhileLagging;
    }

    @Override
    public void given(int worker, String activity) {
        Fault armed = fault;
        if (fired
                && resumedNanos == 0
                && armed != null
                && activity.equals(armed.stop().place().activity())) {
            resumedNanos = System.nanoTime();
        }
        working.put(worker, activity);
    }

    @Override
    public Verdict beforeStatement(int worker, String sql) {
        // What strikes here is there before the statement is.
        Verdict verdict = atStatement(worker, sql, true);
        boolean asks = sql.contains("BEGIN") || sql.contains(READINESS);
        if (asks && verdict == Verdict.PASS && Place.PROMOTE.activity().equals(working.get(worker))) {
            askedNanos = System.nanoTime();
            askedWhileLagging |= laggingSince < askedNanos;
        }
        return verdict;
    }

    @Override
    public Verdict afterStatement(int worker, String sql, List<String> tags) {
        if (sql.contains("SWAP WITH") && tags.contains("COMMIT")) {
            swaps.add(new SwapSeen(sql, Instant.now(), laggingSince < askedNanos));
        }
        return atStatement(worker, sql, false);
    }

    private Verdict atStatement(int worker, String sql, boolean before) {
        Fault armed = fault;
        if (armed == null || fired || armed.stop().boundary().before() != before || !working(worker, armed)) {
            return Verdict.PASS;
        }
        Boundary boundary = armed.stop().boundary();
        synchronized (this) {
            boolean here = boundary.atCommit() && sql.contains("SWAP WITH")
                    || boundary.atStatement() && ++statements == armed.nth();
            if (!here || fired) {
                return Verdict.PASS;
            }
            fire(boundary, sql);
        }
        action.accept(worker);
        return verdict(armed);
    }

    private boolean working(int worker, Fault armed) {
        Place place = armed.stop().place();
        return place.activity().equals(working.get(worker)) && place.comes(reverted);
    }

    private static Verdict verdict(Fault armed) {
        if (armed.kind() == FaultKind.HALF_OPEN) {
            return Verdict.VANISH;
        }
        return armed.kind() == FaultKind.RESET ? Verdict.CUT : Verdict.PASS;
    }

    private void fire(Boundary boundary, String sql) {
        fired = true;
        firedNanos = System.nanoTime();
        firedAt = boundary;
        firedBy = sql == null ? null : firstWords(sql);
    }

    private static String firstWords(String sql) {
        return Arrays.stream(sql.strip().split("\\s+")).limit(2).collect(Collectors.joining(" "));
    }

    @Override
    public Verdict beforeReport(int worker, String activity) {
        return atReport(worker, activity, Boundary.BEFORE_REPORT);
    }

    @Override
    public Verdict afterReport(int worker, String activity) {
        Verdict verdict = atReport(worker, activity, Boundary.AFTER_REPORT);
        working.remove(worker, activity);
        reverted |= activity.equals(Place.REVERT.activity());
        return verdict;
    }

    private Verdict atReport(int worker, String activity, Boundary boundary) {
        Fault armed = fault;
        if (armed == null || fired || !armed.stop().place().activity().equals(activity) || !working(worker, armed)) {
            return Verdict.PASS;
        }
        // An activity with fewer statements than the fault waits for meets it at its report.
        boolean missed =
                boundary == Boundary.BEFORE_REPORT && armed.stop().boundary().atStatement();
        if (armed.stop().boundary() != boundary && !missed) {
            return Verdict.PASS;
        }
        synchronized (this) {
            if (fired) {
                return Verdict.PASS;
            }
            fire(boundary, null);
        }
        action.accept(worker);
        return verdict(armed);
    }
}

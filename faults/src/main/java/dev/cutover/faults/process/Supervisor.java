package dev.cutover.faults.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Sees every boundary of a lane, writes down what matters, and lets the fault of the run happen at its place. */
final class Supervisor implements Gate {
    private final Map<Integer, String> working = new ConcurrentHashMap<>();
    private final List<SwapSeen> swaps = new CopyOnWriteArrayList<>();
    private volatile Fault fault;
    private volatile IntConsumer action;
    private volatile boolean fired;
    private volatile int statements;
    private volatile long firedNanos;
    private volatile String firedIn;
    private volatile long resumedNanos;
    private volatile long laggingSince = Long.MAX_VALUE;
    private volatile long begunNanos;

    /** Forgets the last run and waits for the fault of the next one. */
    synchronized void arm(Fault next, IntConsumer atWorker) {
        swaps.clear();
        fault = next;
        action = atWorker;
        fired = false;
        statements = 0;
        resumedNanos = 0;
        laggingSince = Long.MAX_VALUE;
    }

    void disarm() {
        fault = null;
    }

    boolean fired() {
        return fired;
    }

    List<SwapSeen> swaps() {
        return List.copyOf(swaps);
    }

    /** Milliseconds from the fault until another attempt at the same activity was given out; -1 when there was none. */
    long resumedAfterMillis() {
        return resumedNanos == 0 ? -1 : (resumedNanos - firedNanos) / 1_000_000;
    }

    void lagging(boolean now) {
        laggingSince = now ? System.nanoTime() : Long.MAX_VALUE;
    }

    @Override
    public void given(int worker, String activity) {
        if (fired && resumedNanos == 0 && activity.equals(firedIn)) {
            resumedNanos = System.nanoTime();
        }
        working.put(worker, activity);
    }

    @Override
    public Verdict beforeStatement(int worker, String sql) {
        if (sql.contains("BEGIN")) {
            begunNanos = System.nanoTime();
        }
        return atStatement(worker, sql, Fault.Moment.BEFORE_STATEMENT);
    }

    @Override
    public Verdict afterStatement(int worker, String sql, List<String> tags) {
        if (sql.contains("SWAP WITH") && tags.contains("COMMIT")) {
            swaps.add(new SwapSeen(sql, System.nanoTime(), laggingSince < begunNanos));
        }
        return atStatement(worker, sql, Fault.Moment.AFTER_STATEMENT);
    }

    private Verdict atStatement(int worker, String sql, Fault.Moment moment) {
        Fault armed = fault;
        if (armed == null || fired || !armed.activity().equals(working.get(worker)) || armed.moment() != moment) {
            return Verdict.PASS;
        }
        synchronized (this) {
            boolean here = armed.atCommit() ? sql.contains("SWAP WITH") : ++statements == armed.nth();
            if (!here || fired) {
                return Verdict.PASS;
            }
            fire(armed);
        }
        action.accept(worker);
        if (armed.kind() == FaultKind.HALF_OPEN) {
            return Verdict.VANISH;
        }
        return armed.kind() == FaultKind.RESET ? Verdict.CUT : Verdict.PASS;
    }

    private void fire(Fault armed) {
        fired = true;
        firedNanos = System.nanoTime();
        firedIn = armed.activity();
    }

    @Override
    public void beforeReport(int worker, String activity) {
        atReport(worker, activity, Fault.Moment.BEFORE_REPORT);
    }

    @Override
    public void afterReport(int worker, String activity) {
        atReport(worker, activity, Fault.Moment.AFTER_REPORT);
        working.remove(worker, activity);
    }

    private void atReport(int worker, String activity, Fault.Moment moment) {
        Fault armed = fault;
        // An activity with fewer statements than the fault waits for meets it at its report.
        boolean last = armed != null
                && armed.activity().equals(activity)
                && (armed.moment() == moment || moment == Fault.Moment.BEFORE_REPORT && !isReport(armed.moment()));
        if (!last || fired) {
            return;
        }
        synchronized (this) {
            if (fired) {
                return;
            }
            fire(armed);
        }
        action.accept(worker);
    }

    private static boolean isReport(Fault.Moment moment) {
        return moment == Fault.Moment.BEFORE_REPORT || moment == Fault.Moment.AFTER_REPORT;
    }
}

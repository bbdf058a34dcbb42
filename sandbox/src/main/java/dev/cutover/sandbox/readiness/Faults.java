package dev.cutover.sandbox.readiness;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong with connections, on demand. */
public final class Faults {
    private final AtomicReference<CommitFault> nextCommit = new AtomicReference<>(CommitFault.NONE);
    private final AtomicInteger statementsUntilCut = new AtomicInteger(-1);
    private final AtomicLong latencyMillis = new AtomicLong();

    /** What happens to the reply of a COMMIT. */
    public enum CommitFault {
        /** Nothing. */
        NONE,
        /** The transaction is committed and the connection is cut before the client hears of it. */
        LOST_AFTER,
        /** The connection is cut and the transaction is not committed. */
        LOST_BEFORE
    }

    /** Sets the fault of the next COMMIT that changes the catalog. */
    public void nextCommit(CommitFault fault) {
        nextCommit.set(fault);
    }

    /** Takes the fault for a COMMIT that is about to happen. */
    public CommitFault takeCommitFault() {
        return nextCommit.getAndSet(CommitFault.NONE);
    }

    /** Cuts the connection that sends the n-th statement from now; -1 for never. */
    public void cutAfter(int statements) {
        statementsUntilCut.set(statements);
    }

    /** Whether the connection that sends a statement now is to be cut. */
    public boolean cutsNow() {
        return statementsUntilCut.get() >= 0 && statementsUntilCut.decrementAndGet() == 0;
    }

    /** Delays every statement by so many milliseconds. */
    public void latency(long millis) {
        latencyMillis.set(millis);
    }

    /** The delay of every statement in milliseconds. */
    public long latency() {
        return latencyMillis.get();
    }

    /** Back to no faults. */
    public void clear() {
        nextCommit.set(CommitFault.NONE);
        statementsUntilCut.set(-1);
        latencyMillis.set(0);
    }
}

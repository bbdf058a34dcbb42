package dev.cutover.sandbox.readiness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong with connections, on demand. */
public final class Faults {
    private final AtomicReference<CommitFault> nextCommit = new AtomicReference<>(CommitFault.NONE);
    private final AtomicReference<Cut> cut = new AtomicReference<>();
    private final AtomicLong latencyMillis = new AtomicLong();
    private final AtomicReference<Hold> hold = new AtomicReference<>();
    private final AtomicReference<Restart> restart = new AtomicReference<>(millis -> {});

    /** Restarts the server that these faults belong to. */
    @FunctionalInterface
    public interface Restart {
        /** Ends all connections and refuses new ones for so many milliseconds. */
        void downFor(long millis);
    }

    /** Says how the server is restarted. */
    public void onRestart(Restart how) {
        restart.set(how);
    }

    /** Restarts the server. */
    public void restart(long downMillis) {
        restart.get().downFor(downMillis);
    }

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

    /** When a connection is cut, seen from the statement. */
    public enum CutMoment {
        /** It never runs. */
        BEFORE,
        /** It runs to its end and the client hears nothing of it. */
        DURING,
        /** The client gets its answer, and nothing after it. */
        AFTER
    }

    private record Cut(CutMoment moment, int statements) {}

    /** Cuts the connection that sends the n-th statement from now. */
    public void cut(CutMoment moment, int statements) {
        cut.set(new Cut(moment, statements));
    }

    /** Counts a statement; says when its connection is to be cut, or null when it is not. */
    public CutMoment takeCut() {
        Cut before = cut.getAndUpdate(pending -> pending == null || pending.statements() <= 1
                ? null
                : new Cut(pending.moment(), pending.statements() - 1));
        return before != null && before.statements() <= 1 ? before.moment() : null;
    }

    /** Delays every statement by so many milliseconds. */
    public void latency(long millis) {
        latencyMillis.set(millis);
    }

    /** The delay of every statement in milliseconds. */
    public long latency() {
        return latencyMillis.get();
    }

    private record Hold(String text, AtomicInteger passing, CountDownLatch over) {}

    /** Lets wait, from the n-th on, the statements that contain a text, until there are no more faults. */
    public void hold(String text, int statement) {
        release(new Hold(text, new AtomicInteger(statement - 1), new CountDownLatch(1)));
    }

    /** Waits as long as a statement is held; what its client does meanwhile makes no difference. */
    public void awaitTurn(String statement) throws InterruptedException {
        Hold held = hold.get();
        if (held != null && statement.contains(held.text()) && held.passing().getAndDecrement() <= 0) {
            held.over().await();
        }
    }

    private void release(Hold next) {
        Hold before = hold.getAndSet(next);
        if (before != null) {
            before.over().countDown();
        }
    }

    /** Back to no faults. */
    public void clear() {
        release(null);
        nextCommit.set(CommitFault.NONE);
        cut.set(null);
        latencyMillis.set(0);
    }
}

package dev.cutover.activities.promotion;

import dev.cutover.activities.promotion.GuardedTransaction.End;
import dev.cutover.activities.running.ActivityRun;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How often and how long a guarded transaction is tried again, and how fast others changed the catalog meanwhile. */
final class RetryBudget {
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Duration budget;
    private final long startedNanos = System.nanoTime();
    private int attempts;
    private int conflicts;
    private String lastStatement;

    RetryBudget(Duration budget) {
        this.budget = budget;
    }

    void attempting() {
        attempts++;
    }

    /**
     * Counts an attempt and waits before the next one, which a committed one does not need.
     *
     * @return whether somebody else's change of the catalog refused it and there is no time for another
     */
    boolean spentBy(End end, ActivityRun run) {
        if (countIfRefused(end) && System.nanoTime() - startedNanos > budget.toNanos()) {
            return true;
        }
        if (!(end instanceof End.Committed)) {
            pause(run);
        }
        return false;
    }

    private boolean countIfRefused(End end) {
        String statement = end instanceof End.Conflict conflict
                ? conflict.statement()
                : end instanceof End.Vetoed vetoed ? vetoed.statement() : null;
        if (statement == null) {
            return false;
        }
        conflicts++;
        lastStatement = statement;
        return true;
    }

    /** Waits for a random while that grows with the attempts: two racers that keep step would refuse each other for ever. */
    void pause(ActivityRun run) {
        long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 6));
        run.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(FIRST_WAIT.toMillis() / 2, most + 1)));
    }

    int attempts() {
        return attempts;
    }

    String lastStatement() {
        return lastStatement;
    }

    /** Conflicts per minute so far: each needs at least one foreign change, so this is a lower bound. */
    double changesPerMinute() {
        double minutes = Math.max(1, System.nanoTime() - startedNanos)
                / (double) Duration.ofMinutes(1).toNanos();
        return conflicts / minutes;
    }

    /** What a heartbeat says. */
    Progress progress() {
        return new Progress(attempts, conflicts, lastStatement);
    }

    /** How the attempts stand: how many there were, how many were refused, and which statement last. */
    record Progress(int attempts, int conflicts, String refusedStatement) {}
}

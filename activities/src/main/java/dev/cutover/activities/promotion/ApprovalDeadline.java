package dev.cutover.activities.promotion;

import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * When the approval dies, judged without the worker's wall clock: by the time that has run since the Temporal server
 * scheduled this attempt, and by the database's clock, which also counts the time in which no worker took the task.
 */
final class ApprovalDeadline {
    private final Instant notAfter;
    private final Duration leftAtStart;
    private final long startedNanos = System.nanoTime();

    ApprovalDeadline(Instant notAfter, ActivityInfo info) {
        this.notAfter = notAfter;
        this.leftAtStart = Duration.between(Instant.ofEpochMilli(info.getCurrentAttemptScheduledTimestamp()), notAfter);
    }

    /** Whether no swap may be sent any more. */
    boolean passed(Instant databaseTime) {
        return System.nanoTime() - startedNanos >= leftAtStart.toNanos() || !databaseTime.isBefore(notAfter);
    }
}

package dev.cutover.workflows.deployment;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A moment at which a wait ends by itself: a timer whose summary a person reads in the timeline. Closing it ends the timer. */
final class Deadline implements AutoCloseable {
    private final CancellationScope scope;
    /** Completed with true when the time is over, with false when the timer was ended. */
    private Promise<Boolean> timer;

    private Deadline(Instant at, String summary) {
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), at);
        TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
        scope = Workflow.newCancellationScope(
                () -> timer = Workflow.newTimer(left.isNegative() ? Duration.ZERO : left, options)
                        .handle((nothing, ended) -> ended == null));
        scope.run();
    }

    /** A deadline; one that has passed is over at once. */
    static Deadline at(Instant at, String summary) {
        return new Deadline(at, summary);
    }

    /** A deadline from now on. */
    static Deadline after(Duration time, String summary) {
        return at(Instant.ofEpochMilli(Workflow.currentTimeMillis()).plus(time), summary);
    }

    /** Waits for a time. */
    static void pause(Instant until, String summary) {
        try (Deadline deadline = at(until, summary)) {
            deadline.await(() -> false);
        }
    }

    /**
     * Waits until the condition holds or the deadline is over.
     *
     * @return whether the condition holds
     * @throws io.temporal.failure.CanceledFailure when the deployment is cancelled meanwhile
     */
    boolean await(Supplier<Boolean> condition) {
        Workflow.await(() -> condition.get() || isOver());
        return condition.get();
    }

    /** Whether the time is over. */
    boolean isOver() {
        return timer.isCompleted() && timer.get();
    }

    @Override
    public void close() {
        if (!timer.isCompleted()) {
            scope.cancel();
        }
    }
}

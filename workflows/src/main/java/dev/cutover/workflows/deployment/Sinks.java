package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Makes sinks follow the swap and the swap back, round by round, until all do or their time is over. A sink that does not
 * follow undoes nothing, and what it still reads is never dropped: the drop goes without CASCADE (P6, P8).
 */
final class Sinks {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Deployment deployment;
    private final Progress progress;

    Sinks(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /** Begins to count the time that sinks have; goes on counting when it has begun. */
    void begin() {
        if (progress.sinks == null) {
            progress.sinks = SinkProgress.until(progress.now().plus(progress.request.sinkTimeout()));
        }
    }

    /** Whether another round is to follow. */
    boolean pending() {
        return progress.sinks.pending(progress.now());
    }

    /** Tries once, unless it is interrupted: then what is under way has ended before this returns. */
    void round(Side from, Supplier<Boolean> interrupted) {
        Instant by = progress.sinks.by();
        Duration left = Duration.between(progress.now(), by);
        Duration limit = left.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : left;
        SinkInput input = new SinkInput(from, progress.plan, progress.inventory);
        Round round = new Round();
        CancellationScope scope = Workflow.newDetachedCancellationScope(
                () -> round.report = Async.function(deployment.steps().sinks(limit)::point, input));
        scope.run();
        try {
            Workflow.await(() -> round.report.isCompleted() || interrupted.get());
        } finally {
            if (!round.report.isCompleted()) {
                Compensation.detached(() -> end(scope, round.report));
            }
        }
        conclude(round.report);
        deployment.reporter().show();
    }

    /** Ends a round before the next step, which must not run beside it. One that is about to end is not broken off. */
    private static Void end(CancellationScope scope, Promise<SinkReport> report) {
        try (Deadline grace = Deadline.after(GRACE, "what is under way with sinks is broken off")) {
            grace.await(report::isCompleted);
        }
        scope.cancel();
        Workflow.await(report::isCompleted);
        return null;
    }

    private void conclude(Promise<SinkReport> report) {
        try {
            progress.sinks = progress.sinks.after(report.get().behind());
        } catch (TemporalFailure | DataConverterException e) {
            if (!Failures.isCancellation(e)) {
                progress.sinks = progress.sinks.failed(Failures.explain(e));
            }
        }
    }

    /** Waits until the next round, or until it is interrupted. */
    void pause(Supplier<Boolean> interrupted) {
        Instant by = progress.sinks.by();
        Instant next = progress.now().plus(Backoff.after(Math.max(0, progress.sinks.rounds() - 1)));
        try (Deadline deadline = Deadline.at(next.isBefore(by) ? next : by, "next attempt: sinks do not follow yet")) {
            deadline.await(interrupted);
        }
    }

    /**
     * Tries until all follow or their time is over, a last time when it was over before. Between a swap back and its drop no
     * new run can begin, so that a history that grows long ends it too; what does not follow is kept and told.
     */
    void settle(Side from) {
        begin();
        while (pending() && !deployment.relay().due()) {
            round(from, () -> false);
            if (pending()) {
                pause(deployment.relay()::due);
            }
        }
        lookAgain(from);
    }

    /** Once more before a drop: a person may have moved by hand what did not follow. */
    void lookAgain(Side from) {
        if (!progress.sinks.settled()) {
            Compensation.detached(() -> {
                round(from, () -> false);
                return null;
            });
        }
    }

    /** A place for a promise that is made inside a scope. */
    private static final class Round {
        private Promise<SinkReport> report;
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.outcome.Outcome;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;

/** Tells the end: as the workflow's result, as its failure, or as its cancellation. */
final class Finale {
    private final Progress progress;
    private final Reporter reporter;
    private final Notices notices;

    Finale(Progress progress, Reporter reporter, Notices notices) {
        this.progress = progress;
        this.reporter = reporter;
        this.notices = notices;
    }

    /** Ends the run, after every message that is under way has been answered. */
    Outcome tell(Ended ended) {
        progress.ending = ended.ending();
        progress.note = null;
        progress.reason = saidOnce(ended.reason(), reporter.production());
        progress.closesAsCanceled = CancellationScope.current().isCancelRequested();
        reporter.ended();
        Outcome outcome = new Outcome(
                ended.ending(),
                progress.deployment,
                progress.target,
                progress.planHash(),
                progress.reason,
                reporter.production(),
                ended.kept(),
                progress.sinks == null ? List.of() : progress.sinks.behind(),
                ended.left(),
                progress.phases());
        if (progress.closesAsCanceled) {
            // A run that was cancelled always closes as Canceled and without a result, so the outcome goes where
            // describe shows it.
            Workflow.upsertMemo(Map.of(BlueGreenDeployment.OUTCOME_MEMO, outcome));
        }
        notices.tell(ended);
        Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
                .run();
        return switch (ended.ending()) {
            case PROMOTED, REVERTED, REJECTED, EXPIRED, NOTHING_TO_DO, PLANNED -> outcome;
            case CANCELLED -> throw new CanceledFailure(message(outcome), outcome);
            case FAILED, FAILED_DIRTY -> throw failure(outcome);
        };
    }

    /** Without the place in our code, which the CLI would print below the message and which helps nobody. */
    private static ApplicationFailure failure(Outcome outcome) {
        ApplicationFailure failure = ApplicationFailure.newNonRetryableFailure(
                message(outcome), outcome.outcome().name(), outcome);
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** Steps say what is safe to assume about production as well; beside our own sentence the same need not be read twice. */
    private static String saidOnce(String reason, String production) {
        return reason.replace(" " + production, "");
    }

    private static String message(Outcome outcome) {
        return outcome.reason() + " " + outcome.production();
    }
}

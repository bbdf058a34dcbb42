package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Undoes what was created. Runs detached from the deployment's cancellation, tries each step for a day, and then lists
 * what is left instead of hiding it.
 */
final class Compensation {
    private final Deployment deployment;
    private final Progress progress;

    Compensation(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /** Runs something that a cancellation of the deployment must not stop. */
    static <T> T detached(Supplier<T> step) {
        Result<T> result = new Result<>();
        Workflow.newDetachedCancellationScope(() -> result.value = step.get()).run();
        return result.value;
    }

    /**
     * Ends the deployment: makes sure that no swap is under way (P2), then drops green.
     *
     * @return how it ended; empty when the swap had committed, so that the story goes on after it
     */
    Optional<Ended> undo(Ends end) {
        if (!progress.cloneStarted) {
            return Optional.of(Ended.leaving(end.ending(), end.reason(), end.left()));
        }
        progress.note = end.reason();
        deployment.reporter().enter(Phase.COMPENSATING, Step.DROP);
        try {
            if (progress.swapAttempted && detached(this::promotedAfterAll)) {
                return Optional.empty();
            }
        } catch (TemporalFailure | DataConverterException e) {
            progress.production = Production.UNKNOWN;
            return Optional.of(new Ended(
                    Ending.FAILED_DIRTY,
                    end.reason() + " Then it could not be established whether a swap had happened: "
                            + Failures.explain(e)
                            + " Nothing was dropped. Look up the ids under \"left\" to see which side is production.",
                    List.of(),
                    leftovers().undecided("It may be production or the clone; nothing was dropped.")));
        }
        return Optional.of(drop(Side.GREEN, end.ending(), end.reason()));
    }

    /** Drops a side and ends as given when nothing of it is left that may not be left. */
    Ended drop(Side side, Ending ending, String reason) {
        Phase phase = side == Side.GREEN ? Phase.COMPENSATING : Phase.CLEANING_UP;
        deployment.reporter().enter(phase, Step.DROP);
        DropInput input = new DropInput(side, progress.plan, progress.inventory);
        try {
            DropReport report = detached(() -> deployment.steps().dropping(side).drop(input));
            if (report.denied() != null) {
                return Ended.leaving(
                        ending, reason + " Dropping did not succeed: " + report.denied() + ".", report.remaining());
            }
            return side == Side.RETIRED
                    ? new Ended(ending, reason, report.remaining(), List.of())
                    : Ended.leaving(ending, reason, report.remaining());
        } catch (TemporalFailure | DataConverterException e) {
            String why = Failures.explain(e);
            return Ended.leaving(
                    ending,
                    reason + " Dropping did not succeed: " + why,
                    leftovers().of(side, why));
        }
    }

    /** A swap back of which nobody knows whether it happened: nothing may be dropped. */
    Ended unresolvedRevert(String why) {
        progress.production = Production.UNKNOWN;
        return new Ended(
                Ending.FAILED_DIRTY,
                "The revert did not succeed: " + why
                        + " Nothing was dropped. Look up the ids under \"left\" to see which side is production.",
                List.of(),
                leftovers().undecided("It may be production or the side that was swapped out; nothing was dropped."));
    }

    /** A swap back that was refused until its time was over: old production is kept for a person to swap back. */
    Ended revertGivenUp(String why) {
        progress.production = Production.NEW_VERSION;
        return new Ended(
                Ending.FAILED_DIRTY,
                "The revert did not succeed: " + why + " Old production was kept.",
                List.of(),
                leftovers().of(Side.RETIRED, "It is old production, kept so that it can still be swapped back."));
    }

    private boolean promotedAfterAll() {
        progress.production = Production.UNRESOLVED;
        deployment.reporter().show();
        BurnResult result = deployment.steps().burning().burn(new BurnInput(progress.plan, progress.inventory));
        if (result instanceof BurnResult.AlreadyPromoted promoted) {
            progress.promotion = promoted.promotion();
            progress.happened(
                    Happening.Kind.PROMOTED, progress.promotion.fence().name());
            progress.production = Production.NEW_VERSION;
            progress.note = null;
            return true;
        }
        progress.production = Production.UNTOUCHED;
        return false;
    }

    private Leftovers leftovers() {
        return new Leftovers(progress.deployment, progress.plan, progress.inventory);
    }

    /** A place for a value that is made inside a scope. */
    private static final class Result<T> {
        private T value;
    }
}

package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fence.FenceStatements;
import dev.cutover.activities.materialize.swap.NameLayoutReader;
import dev.cutover.activities.materialize.swap.SwapStatements;
import dev.cutover.activities.promotion.GuardedTransaction.End;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.promotion.RevertResult.Busy;
import dev.cutover.workflows.promotion.RevertResult.Refused;
import dev.cutover.workflows.promotion.RevertResult.Reverted;
import dev.cutover.workflows.text.Amount;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Swaps old production back, unless production is no longer what this deployment promoted. */
final class Reverter {
    private final ActivityRun run;
    private final Materialize materialize;
    private final RevertInput input;
    private final Plan plan;
    private final FenceReader fences;
    private final RetryBudget budget;

    Reverter(ActivityRun run, Materialize materialize, RevertInput input, Duration retryFor) {
        this.run = run;
        this.materialize = materialize;
        this.input = input;
        this.plan = input.plan();
        this.fences = new FenceReader(materialize.target());
        this.budget = new RetryBudget(retryFor);
    }

    RevertResult revert() throws SQLException {
        return new Rounds(run, materialize, plan, input.inventory())
                .untilAnswered(materialize.open("cutover revert " + plan.deployment()), this::round);
    }

    private Optional<RevertResult> round(Session session, Situation situation) throws SQLException {
        if (reverted(situation)) {
            return Optional.of(new Reverted(situation.fence().position(), situation.at()));
        }
        Optional<String> hindrance = hindrance(session, situation);
        return hindrance.isPresent() ? Optional.of(new Refused(hindrance.get())) : act(session, situation);
    }

    private boolean reverted(Situation situation) {
        FenceName fence = situation.fence().name();
        return fence.isOf(plan.deployment()) && fence.state() == FenceName.State.REVERTED
                || situation.sides().reverted();
    }

    /**
     * The fence may have been taken by a deployment of other schemas of the same target meanwhile: what counts is that
     * production still is what we promoted and that old production is complete. The fence is renamed from what it is now, so
     * that nobody can change either while we swap.
     */
    private Optional<String> hindrance(Session session, Situation situation) throws SQLException {
        Optional<String> names = situation.sides().revertHindrance();
        if (names.isPresent()) {
            return names;
        }
        List<String> blue = plan.blue().stream().map(CatalogObject::id).toList();
        long gone = blue.size() - NameLayoutReader.countObjects(session, blue);
        return gone == 0
                ? Optional.empty()
                : Optional.of("Gone from old production: " + gone + " of " + Amount.of(blue.size(), "object")
                        + ". Cleanup has begun, or somebody dropped them.");
    }

    private Optional<RevertResult> act(Session session, Situation situation) throws SQLException {
        budget.attempting();
        FenceName next = situation.fence().name().next(plan.deployment(), FenceName.State.REVERTED);
        End end = new GuardedTransaction(
                        materialize, run, "cutover swap back " + plan.deployment(), GuardedTransaction.DEADLINE)
                .attempt(
                        FenceStatements.rename(situation.fence(), next),
                        () -> stillHolds(session, situation),
                        SwapStatements.revert(plan));
        run.report(budget.progress());
        if (end instanceof End.Refused refused) {
            throw refusedForGood(refused);
        }
        if (end instanceof End.TooSlow slow) {
            throw ApplicationFailure.newFailure(
                    "What is checked inside the swap back took longer than the "
                            + slow.limit().toSeconds()
                            + " s that it may; it was rolled back and is tried again by itself.",
                    SqlErrors.UNAVAILABLE);
        }
        return budget.spentBy(end, run)
                ? Optional.of(new Busy(budget.lastStatement(), budget.attempts()))
                : Optional.empty();
    }

    /** The names and ids were right inside the block: what the server refuses then, it would refuse again. */
    private static ApplicationFailure refusedForGood(End.Refused refused) {
        boolean permission = SqlErrors.kind(refused.error()) == SqlErrors.Kind.PERMISSION_DENIED;
        return Failures.of(
                permission ? FailureType.PERMISSION_DENIED : FailureType.STATEMENT_REFUSED,
                "Materialize refused to swap back (" + refused.statement() + "): " + SqlErrors.describe(refused.error())
                        + ".",
                "The new version is still in production, and old production under its retired names.",
                "Put right what the message names, then swap the schemas and clusters back by hand.");
    }

    private boolean stillHolds(Session session, Situation renamed) throws SQLException {
        Situation now = Situation.read(run, session, fences, plan, input.inventory());
        return now.fence().equals(renamed.fence()) && hindrance(session, now).isEmpty();
    }
}

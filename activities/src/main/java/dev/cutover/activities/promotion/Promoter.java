package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fence.FenceStatements;
import dev.cutover.activities.materialize.swap.SwapStatements;
import dev.cutover.activities.promotion.GuardedTransaction.End;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.PromotionResult.Blocked;
import dev.cutover.workflows.promotion.PromotionResult.Busy;
import dev.cutover.workflows.promotion.PromotionResult.Promoted;
import dev.cutover.workflows.promotion.PromotionResult.TooLate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Swaps green into production: resolves what has happened, then acts, until there is an answer. */
final class Promoter {
    private final ActivityRun run;
    private final FenceReader fences;
    private final Materialize materialize;
    private final PromoteInput input;
    private final Plan plan;
    private final SwapGate gate;
    private final RetryBudget budget;
    private final Duration blockDeadline;

    Promoter(ActivityRun run, Materialize materialize, PromoteInput input, Duration retryFor, Duration blockDeadline) {
        this.blockDeadline = blockDeadline;
        this.run = run;
        this.materialize = materialize;
        this.input = input;
        this.plan = input.plan();
        this.fences = new FenceReader(materialize.target());
        this.gate = new SwapGate(run, fences, input, materialize.target().policy());
        this.budget = new RetryBudget(retryFor);
    }

    PromotionResult promote() throws SQLException {
        return new Rounds(run, materialize, plan, input.inventory())
                .untilAnswered(materialize.open("cutover promote " + plan.deployment()), this::round);
    }

    private Optional<PromotionResult> round(Session session, Situation situation) throws SQLException {
        Optional<PromotionResult> resolved = resolve(session, situation);
        return resolved.isPresent() ? resolved : act(session, situation).map(this::told);
    }

    /** Too late because every attempt was refused is told as that: it is what a person can do something about. */
    private PromotionResult told(PromotionResult result) {
        return result instanceof TooLate && budget.lastStatement() != null ? busy() : result;
    }

    private Busy busy() {
        return new Busy(budget.lastStatement(), budget.attempts(), budget.changesPerMinute());
    }

    /** What has happened already, whoever sent it; empty when nothing has and the swap is still to be sent. */
    private Optional<PromotionResult> resolve(Session session, Situation situation) throws SQLException {
        FenceName fence = situation.fence().name();
        boolean ours = fence.isOf(plan.deployment());
        if (situation.sides().promoted() || ours && fence.state() == FenceName.State.PROMOTED) {
            ProductionComments.putBack(session, plan, input.inventory());
            return Optional.of(new Promoted(new Promotion(situation.fence().position(), situation.at())));
        }
        // Burned or taken back by this deployment: whoever still sends a swap was overtaken by its own giving up.
        return ours ? Optional.of(new TooLate()) : Optional.empty();
    }

    /** Makes one attempt; empty when it has to be resolved and perhaps tried again. */
    private Optional<PromotionResult> act(Session session, Situation situation) throws SQLException {
        Optional<PromotionResult> veto = gate.veto(session);
        if (veto.isPresent()) {
            return gate.confirm(session, veto.get());
        }
        if (!announced(session, situation.fence())) {
            return again(new End.Conflict(FenceStatements.comment(situation.fence(), comment())));
        }
        budget.attempting();
        FenceName next = situation.fence().name().next(plan.deployment(), FenceName.State.PROMOTED);
        InsideCheck check = new InsideCheck(session, situation.fence());
        End end = new GuardedTransaction(materialize, run, "cutover swap " + plan.deployment(), blockDeadline)
                .attempt(FenceStatements.rename(situation.fence(), next), check, SwapStatements.promote(plan));
        run.report(budget.progress());
        return check.veto.isPresent() ? gate.confirm(session, check.veto.get()) : again(end);
    }

    private FenceComment comment() {
        return FenceComment.of(plan, input.inventory(), input.record());
    }

    /** Writes on the fence what the swap will put in place; false when somebody else has renamed the fence meanwhile. */
    private boolean announced(Session session, Fence fence) throws SQLException {
        if (comment().equals(fence.comment())) {
            return true;
        }
        try {
            session.execute(FenceStatements.comment(fence, comment()));
            return true;
        } catch (SQLException e) {
            return switch (SqlErrors.kind(e)) {
                case REFUSED, CONFLICT -> false;
                case TRANSIENT, CANCELLED, PERMISSION_DENIED -> throw e;
            };
        }
    }

    /** The gate, asked inside the transaction; remembers why it said no. */
    private final class InsideCheck implements GuardedTransaction.Check {
        private final Session session;
        private final Fence renamed;
        private Optional<PromotionResult> veto = Optional.empty();

        InsideCheck(Session session, Fence renamed) {
            this.session = session;
            this.renamed = renamed;
        }

        @Override
        public boolean holds() throws SQLException {
            if (!gate.fenceIsOurs(session, renamed)) {
                return false;
            }
            veto = gate.veto(session);
            return veto.isEmpty();
        }
    }

    private Optional<PromotionResult> again(End end) {
        if (end instanceof End.Refused refused) {
            if (SqlErrors.kind(refused.error()) == SqlErrors.Kind.PERMISSION_DENIED) {
                throw SqlErrors.toFailure(refused.error(), "swapping (" + refused.statement() + ")");
            }
            // Tried again without a word until the approval died, nobody would learn what a person could put right.
            return Optional.of(new Blocked(
                    refused.statement(), "Materialize refused it: " + SqlErrors.describe(refused.error()) + "."));
        }
        if (end instanceof End.TooSlow slow) {
            return Optional.of(new Blocked(
                    slow.statement(),
                    "What is checked inside the swap took longer than the "
                            + slow.limit().toSeconds() + " s that it may; the server may be overloaded."));
        }
        return budget.spentBy(end, run) ? Optional.of(busy()) : Optional.empty();
    }
}

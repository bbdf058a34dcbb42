package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.MessageReply;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceStatements;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.BurnResult.AlreadyPromoted;
import dev.cutover.workflows.promotion.BurnResult.Burned;
import dev.cutover.workflows.promotion.Promotion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Makes sure that no swap of this deployment, to or fro, that may be under way can ever commit, or finds that one has. */
public final class Burner {
    /** So many refusals in a row are no race any more; the error is shown, and the activity tried again. */
    private static final int MOST_REFUSALS = 10;

    private final ActivityRun run;
    private final Materialize materialize;
    private final BurnInput input;
    private final Plan plan;
    private final RetryBudget pauses = new RetryBudget(Duration.ZERO);

    /** Burns for one deployment. */
    public Burner(ActivityRun run, Materialize materialize, BurnInput input) {
        this.run = run;
        this.materialize = materialize;
        this.input = input;
        this.plan = input.plan();
    }

    /** Returns when it is settled; may be repeated. */
    public BurnResult burn() throws SQLException {
        return rounds(this::burn);
    }

    private Optional<BurnResult> burn(Session session, Situation situation) throws SQLException {
        FenceName fence = situation.fence().name();
        boolean ours = fence.isOf(plan.deployment());
        if (situation.sides().promoted() || ours && fence.state() == FenceName.State.PROMOTED) {
            // The promoter may have died directly after its COMMIT, before it did this (P8).
            ProductionComments.putBack(session, plan, input.inventory());
            return Optional.of(
                    new AlreadyPromoted(new Promotion(situation.fence().position(), situation.at())));
        }
        if (ours) {
            return Optional.of(new Burned(fence.text()));
        }
        attempt(session, situation, fence.next(plan.deployment(), FenceName.State.BURNED));
        return Optional.empty();
    }

    /**
     * Makes sure of the same for a swap back: a message that is under way names the fence as it was, and nothing has that name
     * afterwards. What the fence says of production stays true: only its generation is another one.
     *
     * @return the fence's name then
     */
    public FenceName stopRevert() throws SQLException {
        AtomicReference<FenceName> first = new AtomicReference<>();
        return rounds((session, situation) -> {
            FenceName fence = situation.fence().name();
            first.compareAndSet(null, fence);
            if (situation.sides().reverted() || !fence.equals(first.get())) {
                return Optional.of(fence);
            }
            attempt(session, situation, fence.renewed(plan.deployment()));
            return Optional.empty();
        });
    }

    private <T> T rounds(Rounds.Round<T> round) throws SQLException {
        return new Rounds(run, materialize, plan, input.inventory())
                .untilAnswered(materialize.openSimple("cutover burn " + plan.deployment()), round);
    }

    private void attempt(Session session, Situation situation, FenceName next) throws SQLException {
        pauses.attempting();
        rename(session, situation, next);
        run.report(pauses.progress());
        if (pauses.attempts() > 1) {
            pauses.pause(run);
        }
    }

    /** A rename that came too late because somebody else renamed first is resolved by the next reading. */
    private void rename(Session session, Situation situation, FenceName next) throws SQLException {
        MessageReply reply = session.message(List.of(FenceStatements.rename(situation.fence(), next)));
        if (reply.error() == null) {
            return;
        }
        if (pauses.attempts() > MOST_REFUSALS
                || session.isClosed()
                || SqlErrors.kind(reply.error()) == SqlErrors.Kind.PERMISSION_DENIED) {
            throw reply.error();
        }
    }
}

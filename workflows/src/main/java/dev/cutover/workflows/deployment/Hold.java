package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.conversation.Order;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows the swap: the time in which it can be taken back, the swap back, and dropping the side that lost. */
final class Hold {
    private final Deployment deployment;
    private final Progress progress;
    private final Compensation compensation;

    Hold(Deployment deployment, Compensation compensation) {
        this.deployment = deployment;
        this.progress = deployment.progress();
        this.compensation = compensation;
    }

    /** Holds, then reverts or cleans up. */
    Ended untilTheEnd() {
        String promoted = "Promoted at " + progress.promotion.at() + approval() + ".";
        Optional<Order> order = hold();
        if (order.isEmpty() || !order.get().revert()) {
            return compensation.drop(Side.RETIRED, Ending.PROMOTED, promoted);
        }
        try {
            return Compensation.detached(() -> revert(order.get(), promoted));
        } catch (TemporalFailure | DataConverterException e) {
            return compensation.unresolvedRevert(Failures.explain(e));
        }
    }

    private Optional<Order> hold() {
        if (progress.holdUntil == null) {
            progress.holdUntil = progress.now().plus(progress.request.holdFor());
        }
        deployment.reporter().enter(Phase.HOLDING, progress.holdUntil);
        if (CancellationScope.current().isCancelRequested()) {
            return Optional.of(cancelled());
        }
        try (Deadline deadline = Deadline.at(progress.holdUntil, "the hold ends; until then a revert is possible")) {
            boolean early = deadline.await(() -> ordered() || deployment.relay().due());
            if (early && !ordered()) {
                deployment.relay().passOn();
            }
            return deployment.conversation().order();
        } catch (CanceledFailure e) {
            return Optional.of(cancelled());
        }
    }

    private boolean ordered() {
        return deployment.conversation().order().isPresent();
    }

    private Order cancelled() {
        return new Order(true, "cancellation", "the workflow was cancelled in the hold", progress.now());
    }

    private Ended revert(Order order, String promoted) {
        Instant limit = progress.now().plus(Step.REVERT.total());
        progress.production = Production.GOING_BACK;
        deployment.reporter().enter(Phase.REVERTING, limit);
        String why =
                promoted + " Reverted by " + order.by() + (order.reason() == null ? "" : ": " + order.reason()) + ".";
        for (int waits = 0; progress.now().isBefore(limit); waits++) {
            RevertResult result = deployment
                    .steps()
                    .reverting(Duration.between(progress.now(), limit))
                    .revert(new RevertInput(progress.plan, progress.inventory, progress.promotion));
            if (result instanceof RevertResult.Reverted) {
                progress.production = Production.OLD_VERSION_AGAIN;
                progress.note = null;
                return compensation.drop(Side.REVERTED, Ending.REVERTED, why);
            }
            if (result instanceof RevertResult.Refused refused) {
                return staysPromoted(refused, order, promoted);
            }
            waitOut((RevertResult.Busy) result, waits, limit);
        }
        return compensation.revertGivenUp("Other people's catalog changes refused the swap back for "
                + Step.REVERT.total().toHours() + " hours.");
    }

    private void waitOut(RevertResult.Busy busy, int waits, Instant limit) {
        progress.note = "Other people's catalog changes refused \"" + busy.statement() + "\" " + busy.attempts()
                + " times; it is tried again.";
        deployment.reporter().show();
        Instant until = progress.now().plus(Backoff.after(waits));
        Deadline.pause(
                until.isBefore(limit) ? until : limit,
                "next attempt: other people's catalog changes refused the swap back");
    }

    private Ended staysPromoted(RevertResult.Refused refused, Order order, String promoted) {
        progress.production = Production.NEW_VERSION;
        progress.note = "The revert by " + order.by() + " was refused: " + refused.why();
        deployment.conversation().ignore("revert by " + order.by(), refused.why());
        return compensation.drop(
                Side.RETIRED,
                Ending.PROMOTED,
                promoted + " The revert that " + order.by() + " ordered was refused: " + refused.why());
    }

    private String approval() {
        return deployment
                .conversation()
                .decision()
                .map(decision -> ", approved by " + decision.by())
                .orElse("");
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.conversation.Order;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.notice.NoticeKind;
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
import java.util.stream.Collectors;

/** What follows the swap: the time in which it can be taken back, the swap back, and dropping the side that lost. */
final class Hold {
    private static final Duration REMINDER = Duration.ofDays(1);

    private final Deployment deployment;
    private final Progress progress;
    private final Compensation compensation;
    private final Sinks sinks;
    private final Verification verification;

    Hold(Deployment deployment, Compensation compensation, Sinks sinks) {
        this.deployment = deployment;
        this.progress = deployment.progress();
        this.compensation = compensation;
        this.sinks = sinks;
        this.verification = new Verification(deployment);
    }

    /** Holds, then reverts or cleans up. */
    Ended untilTheEnd() {
        String promoted = "Promoted at " + progress.promotion.at() + approval() + ".";
        Optional<Order> order = hold();
        if (order.isEmpty() || !order.get().revert()) {
            sinks.lookAgain(Side.RETIRED);
            return compensation.drop(Side.RETIRED, Ending.PROMOTED, promoted + verified() + behind());
        }
        try {
            return Compensation.detached(() -> revert(order.get(), promoted));
        } catch (TemporalFailure | DataConverterException e) {
            // What the server refuses it has not done: which side is production is known.
            return Failures.refusedByServer(e)
                    ? compensation.revertGivenUp(Failures.explain(e))
                    : compensation.unresolvedRevert(Failures.explain(e));
        }
    }

    private Optional<Order> hold() {
        if (progress.holdUntil == null) {
            progress.holdUntil = progress.now().plus(progress.request.holdFor());
            deployment.notices().tell(NoticeKind.PROMOTED);
        }
        if (CancellationScope.current().isCancelRequested()) {
            deployment.reporter().enter(Phase.HOLDING, progress.holdUntil);
            return Optional.of(cancelled());
        }
        try {
            Optional<Order> failed = verification.perform(this::ordered);
            if (failed.isPresent()) {
                return failed;
            }
            deployment.reporter().enter(Phase.HOLDING, progress.holdUntil);
            pointSinks();
            return awaitOrder();
        } catch (CanceledFailure e) {
            return Optional.of(cancelled());
        }
    }

    /** The hold lasts until all sinks follow or their time is over, even when that is longer than what was asked for. */
    private void pointSinks() {
        sinks.begin();
        boolean tried = sinks.pending();
        while (!ordered() && sinks.pending()) {
            sinks.round(Side.RETIRED, this::ordered);
            if (!ordered() && sinks.pending()) {
                extendTo(progress.sinks.by());
                sinks.pause(this::interrupted);
                // An order that has been answered does not go along into a new run.
                if (!ordered()) {
                    deployment.relay().passOnIfDue();
                }
            }
        }
        if (tried && !ordered() && !progress.sinks.settled()) {
            deployment.notices().tell(NoticeKind.SINKS_BEHIND);
        }
        extendTo(progress.holdUntil);
    }

    private void extendTo(Instant end) {
        progress.deadline = end.isAfter(progress.holdUntil) ? end : progress.holdUntil;
        deployment.reporter().show();
    }

    private Optional<Order> awaitOrder() {
        try (Deadline deadline = Deadline.at(progress.holdUntil, "the hold ends; until then a revert is possible")) {
            remind(deadline);
            boolean early = deadline.await(this::interrupted);
            if (early && !ordered()) {
                deployment.relay().passOn();
            }
            return deployment.conversation().order();
        }
    }

    /** Tells people a day before the hold ends that something waits for them. */
    private void remind(Deadline end) {
        if (progress.told.reminded() || !Verification.keepsForAPerson(progress)) {
            return;
        }
        try (Deadline soon =
                Deadline.at(progress.holdUntil.minus(REMINDER), "people are reminded that the hold ends")) {
            soon.await(() -> interrupted() || end.isOver());
        }
        if (!interrupted() && !end.isOver()) {
            progress.told = progress.told.withReminder();
            deployment.notices().tell(NoticeKind.HOLD_ENDS);
        }
    }

    private boolean interrupted() {
        return ordered() || deployment.relay().due();
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
        progress.revertAttempted = true;
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
                progress.sinks = null;
                progress.happened(Happening.Kind.REVERTED, "Ordered by " + order.by() + ".");
                deployment.notices().tell(NoticeKind.REVERTED);
                sinks.settle(Side.REVERTED);
                return compensation.drop(Side.REVERTED, Ending.REVERTED, why + keysThatStay() + behind());
            }
            if (result instanceof RevertResult.Refused refused && Verification.ordered(order)) {
                // What production is now has failed: what it was is not dropped without a person.
                return compensation.revertGivenUp(refused.why());
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
        sinks.settle(Side.RETIRED);
        return compensation.drop(
                Side.RETIRED,
                Ending.PROMOTED,
                promoted + " The revert that " + order.by() + " ordered was refused: " + refused.why() + behind());
    }

    private String verified() {
        String sentence = Verification.sentence(progress);
        return sentence.isEmpty() ? "" : " " + sentence;
    }

    private String behind() {
        String sentence = progress.sinks.sentence();
        return sentence.isEmpty() ? "" : " " + sentence;
    }

    /** What a revert cannot take back (FINDINGS 30). */
    private String keysThatStay() {
        if (progress.plan.sinks().isEmpty()) {
            return "";
        }
        String names = progress.plan.sinks().stream()
                .map(sink -> sink.name() + mostKeys(sink.name()))
                .collect(Collectors.joining(", "));
        return " What sinks have sent stays sent: in the topics of " + names
                + ", keys that changed under the new version and not since keep its values.";
    }

    /** How many keys of a sink's topic may be concerned: those in which the two versions differed. */
    private String mostKeys(ObjectName sink) {
        return progress.evidence.sinks().stream()
                .filter(effect -> effect.sink().equals(sink) && effect.unknown() == null)
                .findFirst()
                .map(effect -> " (the versions differed in " + effect.differing()
                        + (effect.key().isEmpty() ? " rows" : " keys") + " when evidence was collected)")
                .orElse("");
    }

    private String approval() {
        return deployment
                .conversation()
                .decision()
                .map(decision -> ", approved by " + decision.by())
                .orElse("");
    }
}

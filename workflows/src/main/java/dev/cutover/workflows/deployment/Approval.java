package dev.cutover.workflows.deployment;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Freeze;
import dev.cutover.workflows.policy.Freeze.Frozen;
import dev.cutover.workflows.text.Amount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks people: whether there is anything to ask, until when, and when what they approved may happen. */
final class Approval {
    private final Deployment deployment;
    private final Progress progress;
    private final Renewal renewal;

    Approval(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
        this.renewal = new Renewal(deployment);
    }

    /** Ends the story when a check failed that nobody may override. */
    void requireChecks() {
        List<CheckResult> checks = progress.evidence.checks();
        List<CheckResult> failed =
                checks.stream().filter(check -> !check.passed()).toList();
        if (failed.stream().anyMatch(check -> !progress.policy.mayOverride(check.name()))) {
            String names = failed.stream().map(Approval::describe).collect(Collectors.joining("; "));
            throw new Ends(
                    Ending.FAILED,
                    failed.size() + " of " + checks.size() + " checks failed: " + names.replaceFirst("\\.$", "")
                            + ". The query evidence shows the rows.");
        }
    }

    /** Waits for the decision and for the end of a freeze; returns the approval that decided. */
    Decision await() {
        if (progress.decideBy == null) {
            progress.decideBy = progress.now().plus(progress.policy.capped(progress.request.approvalExpiresAfter()));
        }
        if (decided() && progress.swapAttempted && renewal.isDue()) {
            lookAgain();
        }
        while (true) {
            Decision decision = decided() ? decision() : ask();
            Optional<Frozen> frozen = frozen();
            if (frozen.isEmpty()) {
                progress.note = progress.refused;
                return decision;
            }
            thaw(frozen.get());
        }
    }

    /** A swap that was put off for long is not sent on evidence of any age (P4). The first one is never kept waiting. */
    private void lookAgain() {
        deployment.reporter().enter(Phase.AWAITING_DECISION, progress.decideBy);
        try (Deadline deadline = Deadline.at(progress.decideBy, "the approval expires")) {
            renewal.once(deadline);
        }
        deployment.relay().passOnIfDue();
    }

    private Decision ask() {
        // A new run of the same deployment finds itself in this phase, and has asked before.
        boolean asked = progress.phase() == Phase.AWAITING_DECISION;
        deployment.reporter().enter(Phase.AWAITING_DECISION, progress.decideBy);
        if (!asked) {
            deployment.notices().tell(NoticeKind.AWAITING_APPROVAL);
        }
        until(progress.decideBy, "the approval expires", this::decided);
        Decision decision = decision();
        deployment.notices().tell(NoticeKind.APPROVED);
        return decision;
    }

    private void thaw(Frozen frozen) {
        if (!progress.now().isBefore(progress.decideBy)) {
            throw new Ends(
                    Ending.EXPIRED,
                    "The approval expired in a freeze that lasts until " + frozen.until() + " (" + frozen.reason()
                            + ").");
        }
        Instant end = frozen.until().isBefore(progress.decideBy) ? frozen.until() : progress.decideBy;
        deployment.reporter().enter(Phase.AWAITING_DECISION, end);
        until(end, "the freeze ends, or the approval expires", () -> frozen().isEmpty() || !decided());
    }

    /** The freeze that stands in the way now; empty when none does. */
    private Optional<Frozen> frozen() {
        return deployment.conversation().glassBroken()
                ? Optional.empty()
                : Freeze.of(progress.policy).at(progress.now());
    }

    private void until(Instant end, String summary, Supplier<Boolean> condition) {
        try (Deadline deadline = Deadline.at(end, summary)) {
            renewal.await(deadline, condition);
        }
        if (!condition.get() && progress.now().isBefore(end)) {
            deployment.relay().passOn();
        }
    }

    private Decision decision() {
        Decision decision =
                deployment.conversation().decision().orElseThrow(() -> new Ends(Ending.EXPIRED, nobodyDecided()));
        if (decision.choice() == Choice.REJECT) {
            throw new Ends(Ending.REJECTED, rejection(decision));
        }
        return decision;
    }

    private String nobodyDecided() {
        int approvals = deployment.conversation().approvals().size();
        return approvals == 0
                ? "Nobody decided on plan " + progress.plan.shortHash() + " in time."
                : "Only " + approvals + " of " + progress.policy.approvals() + " approvals of plan "
                        + progress.plan.shortHash() + " came in time.";
    }

    private boolean decided() {
        return deployment.conversation().decision().isPresent();
    }

    private static String describe(CheckResult check) {
        return check.error() == null
                ? check.name() + " returned " + Amount.of(check.failingRows(), "row") + " (" + check.file() + ")"
                : check.name() + " could not be run (" + check.file() + "): " + check.error();
    }

    private static String rejection(Decision decision) {
        return "Rejected by " + decision.by() + (decision.reason() == null ? "" : ": " + decision.reason()) + ".";
    }
}

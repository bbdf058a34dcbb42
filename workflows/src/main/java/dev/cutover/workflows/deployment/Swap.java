package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Freeze;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.request.OnConflict;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Swaps green into production while the approval lives, and says what an attempt that did not succeed means. */
final class Swap {
    /** How much longer than the approval the activity may run, so that it can say itself that it is late. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final String AGAIN = " It is tried again while the approval lives.";

    private final Deployment deployment;
    private final Progress progress;

    Swap(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /** One attempt. Afterwards green is production, or the story knows what to wait for, or it ends. */
    void attempt(Decision approval) {
        if (!progress.now().isBefore(progress.decideBy)) {
            throw late("The approval of " + approval.by() + " expired before a swap succeeded.");
        }
        deployment.reporter().enter(Phase.PROMOTING, progress.decideBy);
        // Set before the attempt: from here on, giving up has to make sure that no swap is under way (P2).
        progress.swapAttempted = true;
        progress.production = Production.UNRESOLVED;
        deployment.reporter().show();
        Instant notAfter = notAfter();
        PromotionResult result = send(approval, notAfter);
        progress.production = Production.NOT_YET;
        if (!(result instanceof PromotionResult.TooLate) || !notAfter.isBefore(progress.decideBy)) {
            follow(result);
        } else {
            putOff("a freeze began");
        }
        deployment.reporter().show();
    }

    /** When the approval dies, or a freeze begins before. */
    private Instant notAfter() {
        return deployment.conversation().glassBroken()
                ? progress.decideBy
                : Freeze.of(progress.policy)
                        .nextStart(progress.now(), progress.decideBy)
                        .orElse(progress.decideBy);
    }

    private PromotionResult send(Decision approval, Instant notAfter) {
        Duration limit = Duration.between(progress.now(), progress.decideBy).plus(GRACE);
        try {
            return deployment
                    .steps()
                    .promoting(limit)
                    .promote(new PromoteInput(
                            progress.plan,
                            progress.inventory,
                            approval,
                            progress.evidence.greenFingerprint(),
                            progress.evidence.greenFacts(),
                            notAfter,
                            progress.policy,
                            ApprovalRecord.of(progress, deployment.conversation())));
        } catch (ActivityFailure failure) {
            if (Failures.isCancellation(failure) || progress.now().isBefore(progress.decideBy)) {
                throw failure;
            }
            throw late("The approval expired while the swap was tried. " + Failures.explain(failure));
        }
    }

    /** The people have done their part when every attempt was refused: that is a failure, and no approval that came to nothing. */
    private Ends late(String expired) {
        return progress.refused == null
                ? new Ends(Ending.EXPIRED, expired)
                : new Ends(
                        Ending.FAILED,
                        expired + " " + progress.refused.replace(AGAIN, "") + " Start again when that is over.");
    }

    private void follow(PromotionResult result) {
        String refused = progress.refused;
        progress.refused = null;
        if (result instanceof PromotionResult.Promoted promoted) {
            progress.promotion = promoted.promotion();
            progress.happened(
                    Happening.Kind.PROMOTED, progress.promotion.fence().name());
            progress.production = Production.NEW_VERSION;
            progress.note = null;
        } else if (result instanceof PromotionResult.NotReady notReady) {
            notReady(notReady);
        } else if (result instanceof PromotionResult.Busy busy) {
            busy(busy);
        } else if (result instanceof PromotionResult.Blocked blocked) {
            blocked(blocked);
        } else if (result instanceof PromotionResult.Drifted drifted) {
            drifted(drifted);
        } else if (result instanceof PromotionResult.PolicyChanged changed) {
            policyChanged(changed);
        } else if (result instanceof PromotionResult.Stale stale) {
            throw Ends.overtaken(stale(stale));
        } else {
            progress.refused = refused;
            throw late(
                    progress.now().isBefore(progress.decideBy)
                            ? "No swap could be sent any more: the approval was about to expire, or this deployment had given up"
                                    + " or swapped back before its workflow was reset."
                            : "The approval expired before a swap could be sent.");
        }
    }

    private void notReady(PromotionResult.NotReady notReady) {
        progress.note =
                "Green was no longer ready inside the swap, which was rolled back; it is tried again when green is "
                        + "ready and while the approval lives.";
        progress.readiness = notReady.readiness();
        progress.ready = false;
        putOff("green was not ready inside the swap");
    }

    private void busy(PromotionResult.Busy busy) {
        String rate = String.format(Locale.ROOT, "%.1f", busy.foreignChangesPerMinute());
        progress.note = "Other people's catalog changes (" + rate + " a minute) refused \"" + busy.statement() + "\" "
                + busy.attempts() + " times." + AGAIN;
        progress.refused = progress.note;
        putOff("other people's catalog changes refused the swap");
    }

    private void blocked(PromotionResult.Blocked blocked) {
        progress.note = "The swap was rolled back at \"" + blocked.statement() + "\": " + blocked.message() + AGAIN;
        progress.refused = progress.note;
        putOff("the swap was rolled back");
    }

    private void drifted(PromotionResult.Drifted drifted) {
        progress.note = "The approval is void, because what it approved has changed: " + drifted.what()
                + " Evidence is collected again, and a new decision is needed.";
        voided();
        progress.ready = false;
        progress.evidence = null;
        deployment.reporter().enter(Phase.HYDRATING, progress.decideBy);
        // Somebody who changes green again and again must not fill the history with evidence that is void at once.
        putOff("green changed after it was approved; evidence is collected again");
    }

    private void voided() {
        deployment.conversation().voidDecision();
        progress.happened(Happening.Kind.APPROVAL_VOIDED, progress.note);
        deployment.notices().tell(NoticeKind.VOIDED);
    }

    private void policyChanged(PromotionResult.PolicyChanged changed) {
        progress.note = "The approval is void, because the policy of target " + progress.target
                + " has changed since it was given. A new decision under the present policy is needed.";
        voided();
        progress.policy = changed.policy();
        Instant capped = progress.now().plus(progress.policy.capped(progress.request.approvalExpiresAfter()));
        progress.decideBy = capped.isBefore(progress.decideBy) ? capped : progress.decideBy;
        putOff("the policy changed after the approval");
    }

    private void putOff(String why) {
        deployment.reporter().show();
        Instant until = progress.now().plus(Backoff.after(progress.retries++));
        Deadline.pause(until.isBefore(progress.decideBy) ? until : progress.decideBy, "next attempt: " + why);
        deployment.relay().passOnIfDue();
    }

    private String stale(PromotionResult.Stale stale) {
        return "Production is not what was planned any more: " + stale.what()
                + (stale.winner() == null ? "" : " Deployment " + stale.winner() + " was faster.")
                + (progress.request.onConflict() == OnConflict.QUEUE
                        ? " It is planned again on what production is now."
                        : " Start again to plan on what production is now.");
    }
}

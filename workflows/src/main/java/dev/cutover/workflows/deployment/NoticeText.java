package dev.cutover.workflows.deployment;

import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.text.Amount;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a notice says, in words of our own: what a server said may hold a row of somebody's data, and stays where only those can
 * read it who may read the deployment (P9).
 */
final class NoticeText {
    private static final int SINKS_NAMED = 5;
    private static final String READ_WHY = " The outcome says why.";

    private final Progress progress;
    private final Conversation conversation;

    NoticeText(Progress progress, Conversation conversation) {
        this.progress = progress;
        this.conversation = conversation;
    }

    /** What happened while the deployment runs. */
    String of(NoticeKind kind) {
        return switch (kind) {
            case AWAITING_APPROVAL ->
                "Waiting for " + ApprovalWait.sentences(progress, conversation)
                        + (progress.fresh.since() == null
                                ? ""
                                : " The evidence has become worse since it was first shown; status says how.")
                        + (progress.fresh.trouble() == null
                                ? ""
                                : " The evidence could not be collected again; status says why.");
            case APPROVED -> approved();
            case VOIDED -> progress.note;
            case PROMOTED -> "The new version is live since " + progress.promotion.at() + ".";
            case VERIFICATION_FAILED -> verificationFailed();
            case HOLD_ENDS ->
                "What the policy demands of the new version in production did not hold, or could not be looked at, and nobody has"
                        + " ordered revert or finish. Old production is dropped at " + progress.holdUntil
                        + "; until then the swap can be taken back.";
            case SINKS_BEHIND -> sinksBehind() + " What they read is kept.";
            case REVERTED ->
                "The swap was taken back"
                        + conversation.order().map(order -> " by " + order.by()).orElse("") + ".";
            case FINISHED, REJECTED, EXPIRED, CANCELLED, FAILED ->
                throw new IllegalArgumentException(kind + " is an ending.");
        };
    }

    /** How it ended. */
    String of(Ended ended) {
        return switch (ended.ending()) {
            case PROMOTED -> "The hold is over." + kept(ended) + (progress.sinks == null ? "" : sinksBehind());
            case REJECTED -> ended.reason();
            case EXPIRED -> "The time for an approval and a swap is over." + READ_WHY;
            case CANCELLED -> "It was cancelled before the swap.";
            case FAILED -> "It failed while " + lastStep().meaning() + "." + READ_WHY;
            case FAILED_DIRTY ->
                "It failed while " + lastStep().meaning() + ", and "
                        + ended.left().size()
                        + " things are left; the outcome lists each with the statements that remove it." + READ_WHY;
            case REVERTED, NOTHING_TO_DO, PLANNED -> "It ended as " + ended.ending() + ".";
        };
    }

    private String approved() {
        return "Approved by "
                + conversation.approvals().stream()
                        .map(approval -> approval.by() + (approval.breakGlass() ? " (broke the glass)" : ""))
                        .collect(Collectors.joining(", "))
                + ". Waiting for " + ApprovalWait.sentences(progress, conversation);
    }

    private String verificationFailed() {
        if (progress.verification.isUnable()) {
            return "The new version is production, and whether it holds there what the policy demands could not be looked at;"
                    + " status says why. Old production is kept for a person to revert or to finish.";
        }
        boolean reverts = progress.policy.verification().onFailure() == OnFailure.REVERT;
        return "The new version is production, and what the policy demands of it there does not hold; status says"
                + " what. "
                + (reverts ? "It is swapped back now." : "Old production is kept for a person to revert or to finish.");
    }

    private String sinksBehind() {
        List<String> names = progress.sinks.behind().stream()
                .map(sink -> sink.sink().toString())
                .toList();
        return names.isEmpty()
                ? ""
                : " " + Amount.of(names.size(), "sink does", "sinks do") + " not follow: "
                        + names.stream().limit(SINKS_NAMED).collect(Collectors.joining(", "))
                        + (names.size() > SINKS_NAMED ? " and more." : ".");
    }

    private static String kept(Ended ended) {
        return ended.kept().isEmpty()
                ? " Old production was dropped."
                : " Old production was dropped, but for "
                        + Amount.of(ended.kept().size(), "object")
                        + " that others still read; the outcome lists them.";
    }

    private Phase lastStep() {
        List<Phase> steps = progress.phases().stream()
                .map(PhaseTime::phase)
                .filter(phase -> phase != Phase.COMPENSATING && phase != Phase.DONE)
                .toList();
        return steps.isEmpty() ? Phase.PLANNING : steps.get(steps.size() - 1);
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.decision.Decision;
import java.util.stream.Collectors;

/** What was approved and by whom, in one line that a comment has room for. */
final class ApprovalRecord {
    /** A comment holds 1,024 bytes, of which our ids need some 360 (FINDINGS 16). */
    private static final int LONGEST = 400;

    private static final int HASH_SHOWN = 16;

    private ApprovalRecord() {}

    static String of(Progress progress, Conversation conversation) {
        String people =
                conversation.approvals().stream().map(ApprovalRecord::by).collect(Collectors.joining(", "));
        String line = "plan " + shown(progress.plan.hash()) + ", evidence " + shown(progress.evidence.digest())
                + ", approved by " + people;
        // ASCII only, so that characters are bytes and JSON escapes nothing of it.
        String plain = line.replaceAll("[^ -~]|[\"\\\\]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }

    private static String by(Decision approval) {
        return approval.by()
                + (approval.proof() == null ? "" : " (signed)")
                + (approval.breakGlass() ? " (broke the glass)" : "")
                + " at " + approval.at();
    }

    private static String shown(String hash) {
        return hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
    }
}

package dev.cutover.activities.notices;

import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.notice.NoticeKind;
import java.time.Instant;
import java.util.List;

/** Notices as deployments tell them. */
final class Notes {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Notes() {}

    static Notice awaitingApproval() {
        return notice("shop-prod", "kim", "Waiting for a decision on plan 0123456789ab: approve or reject.");
    }

    static Notice notice(String workflowId, String requestedBy, String text) {
        return new Notice(
                1,
                NoticeKind.AWAITING_APPROVAL,
                NOON,
                "prod",
                "abcd2345",
                workflowId,
                requestedBy,
                "0123456789abcdef",
                null,
                text,
                "Production is untouched.",
                NOON.plusSeconds(3_600),
                List.of(
                        "temporal workflow query --workflow-id shop-prod --name evidence",
                        "temporal workflow update execute --workflow-id shop-prod --name decide --input"
                                + " '{\"decision\":\"APPROVE\"}'",
                        "temporal workflow update execute --workflow-id shop-prod --name decide --input"
                                + " '{\"decision\":\"REJECT\"}'",
                        "temporal workflow cancel --workflow-id shop-prod"));
    }
}

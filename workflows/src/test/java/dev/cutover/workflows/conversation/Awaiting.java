package dev.cutover.workflows.conversation;

import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.text.PackedLines;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A deployment that awaits a decision under a policy. */
record Awaiting(Policy policy, String planHash, Instant now, Instant decideBy, List<String> failingChecks)
        implements Situation {
    @Override
    public Phase phase() {
        return Phase.AWAITING_DECISION;
    }

    @Override
    public String deployment() {
        return "abcd2345";
    }

    @Override
    public String requester() {
        return "kim";
    }

    @Override
    public Seen seen() {
        return Seen.NONE.with("fedcba9876543210", PackedLines.NONE, Set.of());
    }

    @Override
    public Instant collectedAt() {
        return null;
    }

    @Override
    public String workflowId() {
        return "shop-prod";
    }
}

package dev.cutover.workflows.promotion;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.text.PackedLines;
import java.time.Instant;

/**
 * What one attempt to swap needs.
 *
 * @param plan the plan that was approved
 * @param inventory green
 * @param approval the live approval (P4)
 * @param approvedGreenFingerprint fingerprint of green in the evidence that the approver saw
 * @param approvedGreenFacts what that green consisted of, so that a difference can be named
 * @param notAfter workflow time at which the approval dies: no swap is sent after it, measured as a duration from the
 *     activity's scheduled time so that a worker's clock does not matter
 * @param policy the rules by which the approval was judged; other ones at the swap void it (P4)
 * @param record one line for the fence's comment: which plan and evidence were approved, and by whom
 */
public record PromoteInput(
        Plan plan,
        Inventory inventory,
        Decision approval,
        String approvedGreenFingerprint,
        PackedLines approvedGreenFacts,
        Instant notAfter,
        Policy policy,
        String record) {}

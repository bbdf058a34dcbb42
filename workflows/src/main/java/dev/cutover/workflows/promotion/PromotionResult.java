package dev.cutover.workflows.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.readiness.Readiness;

/** How one attempt to swap ended. An unreadable server is no result: the activity goes on trying. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionResult.Promoted.class, name = "PROMOTED"),
    @JsonSubTypes.Type(value = PromotionResult.NotReady.class, name = "NOT_READY"),
    @JsonSubTypes.Type(value = PromotionResult.Busy.class, name = "BUSY"),
    @JsonSubTypes.Type(value = PromotionResult.Blocked.class, name = "BLOCKED"),
    @JsonSubTypes.Type(value = PromotionResult.Drifted.class, name = "DRIFTED"),
    @JsonSubTypes.Type(value = PromotionResult.PolicyChanged.class, name = "POLICY_CHANGED"),
    @JsonSubTypes.Type(value = PromotionResult.Stale.class, name = "STALE"),
    @JsonSubTypes.Type(value = PromotionResult.TooLate.class, name = "TOO_LATE")
})
public sealed interface PromotionResult {
    /** Production is green now, by this attempt or an earlier one of ours. */
    record Promoted(Promotion promotion) implements PromotionResult {}

    /** Green was no longer ready inside the swap transaction; rolled back. The approval stays alive (P3). */
    record NotReady(Readiness readiness) implements PromotionResult {}

    /**
     * Other people's catalog changes refused the swap until the budget of retries was spent (40001).
     *
     * @param statement the statement that was refused last
     * @param attempts how many times it was tried
     * @param foreignChangesPerMinute how fast others changed the catalog meanwhile, as far as it was seen
     */
    record Busy(String statement, int attempts, double foreignChangesPerMinute) implements PromotionResult {}

    /**
     * The swap was rolled back for a reason that is nobody's change of the catalog: a person may have to do something.
     *
     * @param statement the statement at which it ended
     * @param message the server's words, or ours, as one sentence
     */
    record Blocked(String statement, String message) implements PromotionResult {}

    /** Green, its grants or its options are not what was approved: the approval is void (P4). */
    record Drifted(String what) implements PromotionResult {}

    /**
     * The target's policy is not the one by which the approval was judged: the approval is void (P4).
     *
     * @param policy the policy that is configured now
     */
    record PolicyChanged(Policy policy) implements PromotionResult {}

    /**
     * Blue is not what was planned: the plan is of no use any more.
     *
     * @param what what changed
     * @param winner id of the deployment that changed it; null when it was none of ours
     */
    record Stale(String what, String winner) implements PromotionResult {}

    /** The approval died before a swap could be sent. */
    record TooLate() implements PromotionResult {}
}

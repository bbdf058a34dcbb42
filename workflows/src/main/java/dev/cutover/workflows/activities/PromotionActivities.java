package dev.cutover.workflows.activities;

import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The swap and the ways back. Each resolves what has happened before it acts, and may run any number of times (P2). */
@ActivityInterface
public interface PromotionActivities {
    /** Swaps green into production in one guarded transaction. */
    @ActivityMethod(name = "Promote")
    PromotionResult promote(PromoteInput input);

    /** Swaps old production back in one guarded transaction. */
    @ActivityMethod(name = "Revert")
    RevertResult revert(RevertInput input);

    /** Burns the fence, so that no swap that may be under way can commit any more. */
    @ActivityMethod(name = "Burn")
    BurnResult burn(BurnInput input);
}

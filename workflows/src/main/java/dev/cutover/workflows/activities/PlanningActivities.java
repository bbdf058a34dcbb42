package dev.cutover.workflows.activities;

import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.Planning;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Reads the project and production, and says what the deployment will do. Creates nothing. */
@ActivityInterface
public interface PlanningActivities {
    /** Plans. Refusals are failures of type INVALID_PROJECT, UNKNOWN_TARGET, PLAN_REFUSED, PERMISSION_DENIED or FENCE_UNCLEAR. */
    @ActivityMethod(name = "Plan")
    Planning plan(PlanInput input);
}

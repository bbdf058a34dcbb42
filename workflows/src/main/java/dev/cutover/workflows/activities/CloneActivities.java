package dev.cutover.workflows.activities;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Makes green: empty schemas and clusters like blue's. */
@ActivityInterface
public interface CloneActivities {
    /**
     * Creates the fence when the target has none, then green schemas and clusters with blue's owners, grants, default
     * privileges, comments and options (P8). What a former attempt made is recognised and completed.
     */
    @ActivityMethod(name = "Clone")
    Inventory createGreen(Plan plan);
}

package dev.cutover.workflows.activities;

import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Creates the project's objects in green. */
@ActivityInterface
public interface DeployActivities {
    /**
     * Creates what is missing, each object after what it reads, with blue's owners, grants and comments; verifies
     * afterwards that nothing in green reads a blue object that is being replaced. Resumes object by object.
     */
    @ActivityMethod(name = "Deploy")
    Inventory deploy(DeployInput input);
}

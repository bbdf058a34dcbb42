package dev.cutover.workflows.activities;

import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Drops what this deployment created or retired, and nothing else (P6). */
@ActivityInterface
public interface CleanupActivities {
    /** Drops one side object by object without CASCADE; what a stranger needs stays and is reported. */
    @ActivityMethod(name = "Drop")
    DropReport drop(DropInput input);
}

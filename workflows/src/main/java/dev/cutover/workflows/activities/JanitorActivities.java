package dev.cutover.workflows.activities;

import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorRequest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Clears up after deployments that no longer run. */
@ActivityInterface
public interface JanitorActivities {
    /** Looks what they have left, and removes what is provably theirs where that was asked for. May be repeated at any time. */
    @ActivityMethod(name = "Sweep")
    JanitorReport sweep(JanitorRequest request);
}

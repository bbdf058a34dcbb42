package dev.cutover.workflows.activities;

import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Watches green hydrate. */
@ActivityInterface
public interface ReadinessActivities {
    /**
     * Polls until green is ready, and returns then; returns earlier when the verdict changed in a way worth recording and
     * {@code quietFor} has passed. Each heartbeat carries the latest {@link Readiness}. Never gives up by itself: the
     * deadline is the workflow's.
     */
    @ActivityMethod(name = "AwaitReadiness")
    Readiness awaitReadiness(ReadinessInput input);
}

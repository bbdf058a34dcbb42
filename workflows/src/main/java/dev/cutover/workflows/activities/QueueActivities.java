package dev.cutover.workflows.activities;

import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks who else takes what a deployment takes. */
@ActivityInterface
public interface QueueActivities {
    /**
     * Waits until no running deployment comes first; returns earlier when those before it have changed, and at once when nobody
     * was known. Never gives up by itself: the deadline is the workflow's.
     */
    @ActivityMethod(name = "AwaitTurn")
    Turn awaitTurn(QueueInput input);
}

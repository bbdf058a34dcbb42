package dev.cutover.workflows.activities;

import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks who else takes what a deployment takes. */
@ActivityInterface
public interface QueueActivities {
    /**
     * Says who comes first when that is news, and that it is the turn when nobody does. As long as nothing is new its attempts fail
     * and are made again by its retry policy, which costs neither a slot of a worker nor an event of the history. Never
     * gives up by itself: the deadline is the workflow's.
     */
    @ActivityMethod(name = "AwaitTurn")
    Turn awaitTurn(QueueInput input);
}

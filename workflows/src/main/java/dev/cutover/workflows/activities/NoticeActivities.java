package dev.cutover.workflows.activities;

import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Listener;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Tells receivers what happens. */
@ActivityInterface
public interface NoticeActivities {
    /** Who wants to be told what about a target; empty for a target that this worker does not know. */
    @ActivityMethod(name = "Listeners")
    List<Listener> listeners(String target);

    /**
     * Sends one notice to one receiver, under the same key each time. Does nothing when the receiver is no longer configured.
     * Every other answer than success fails the attempt, with words that name the receiver and not its address (P9).
     */
    @ActivityMethod(name = "Notify")
    void deliver(Delivery delivery);
}

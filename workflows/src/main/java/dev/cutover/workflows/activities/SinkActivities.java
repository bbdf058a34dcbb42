package dev.cutover.workflows.activities;

import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Makes sinks follow the swap and the swap back. */
@ActivityInterface
public interface SinkActivities {
    /**
     * Finds in the catalog every sink that reads the side that lost, points each at what has that name in production now,
     * and reads the catalog back. One that cannot follow does not keep the others. May run any number of times.
     */
    @ActivityMethod(name = "PointSinks")
    SinkReport point(SinkInput input);
}

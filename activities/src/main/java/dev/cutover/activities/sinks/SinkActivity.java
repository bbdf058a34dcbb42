package dev.cutover.activities.sinks;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import java.time.Duration;

/** Points sinks at what is production now. */
public final class SinkActivity implements SinkActivities {
    /**
     * How long one sink may take: the server waits until the sink has sent what the old relation had, which a sink in trouble
     * never has. It is tried again later, and what the late answer did is read from the catalog then.
     */
    private static final Duration LONGEST_MOVE = Duration.ofMinutes(1);

    private final Targets targets;
    private final Duration longestMove;

    public SinkActivity(Targets targets) {
        this(targets, LONGEST_MOVE);
    }

    SinkActivity(Targets targets, Duration longestMove) {
        this.targets = targets;
        this.longestMove = longestMove;
    }

    @Override
    public SinkReport point(SinkInput input) {
        Target target = targets.named(input.plan().target());
        return ActivityRun.perform(
                "pointing sinks of target " + target.name() + " at production",
                run -> new SinkRun(run, new Materialize(target), input, longestMove).point());
    }
}

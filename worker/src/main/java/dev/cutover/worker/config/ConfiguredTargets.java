package dev.cutover.worker.config;

import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.TreeSet;

/** The targets of the configuration. */
public final class ConfiguredTargets implements Targets {
    private final Map<String, Target> targets;

    public ConfiguredTargets(Map<String, Target> targets) {
        this.targets = Map.copyOf(targets);
    }

    @Override
    public Target named(String name) {
        Target target = targets.get(name);
        if (target == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "This worker has no target \"" + name + "\". It has: "
                            + String.join(", ", new TreeSet<>(targets.keySet()))
                            + ". Nothing was changed. Name one of these, or add the target to the configuration of every worker.",
                    FailureType.UNKNOWN_TARGET.name());
        }
        return target;
    }
}

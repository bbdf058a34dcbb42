package dev.cutover.worker.config;

import java.time.Duration;

/**
 * How much one worker does at once, and how it stops.
 *
 * @param maxConcurrentActivities activities at once, over all targets; default 20
 * @param maxConcurrentWorkflowTasks workflow tasks at once; default 20
 * @param shutdownGrace how long activities may take to hand over after SIGTERM; default 30 seconds
 */
public record Limits(int maxConcurrentActivities, int maxConcurrentWorkflowTasks, Duration shutdownGrace) {
    static final Limits DEFAULT = new Limits(20, 20, Duration.ofSeconds(30));
}

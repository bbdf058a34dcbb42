package dev.cutover.starter.client;

import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.status.Building;
import java.util.List;

/**
 * What Temporal itself knows of a run, also while no worker answers.
 *
 * @param running whether it has not ended
 * @param runId the run
 * @param readiness what the waiting activity's last heartbeat carries; null when none waits
 * @param building how far green is built, from the same source; null when nothing builds
 * @param events length of its history
 * @param troubles activities that are being retried, each with its attempt and last failure in one sentence
 */
public record Glimpse(
        boolean running, String runId, Readiness readiness, Building building, long events, List<String> troubles) {}

package dev.cutover.starter.client;

import java.time.Instant;
import java.util.List;

/**
 * One deployment in the list.
 *
 * @param workflowId its workflow id
 * @param runId its run
 * @param status Temporal's word for the run
 * @param target the environment; null before the workflow has set it, as with the next three
 * @param phase where it is or was
 * @param outcome how it ended
 * @param requester who asked for it
 * @param started when the run began
 * @param behind workflow ids of those that it waits for while it is QUEUED, the first in line first
 */
public record Row(
        String workflowId,
        String runId,
        String status,
        String target,
        String phase,
        String outcome,
        String requester,
        Instant started,
        List<String> behind) {}

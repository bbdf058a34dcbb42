package dev.cutover.workflows.request;

import java.time.Duration;
import java.util.List;

/**
 * One deployment as it was asked for, with every default filled in. People write it as JSON: {@link RequestParser}
 * holds the defaults, the limits and the error texts.
 *
 * @param target name of an environment in the worker's configuration
 * @param project what to deploy
 * @param requestedBy who asks; free text, shown to the approver; default {@code unknown}
 * @param dryRun plan only; ends as PLANNED
 * @param holdFor how long retired is kept and a revert is possible; default 30 minutes, at most 7 days, may be zero
 * @param approvalExpiresAfter how long to wait for a decision; default 24 hours, at most 30 days
 * @param hydrationTimeout how long green may take to become ready; default 6 hours, at most 7 days
 * @param lagThreshold largest lag of an object that is ready; default 1 second, at most 5 minutes
 * @param sinkTimeout how long sinks are tried to follow a swap; default 15 minutes, at most 24 hours
 * @param onConflict what to do when another deployment was faster; default REFUSE
 * @param queueTimeout how long to wait for one's turn where onConflict is QUEUE; default 24 hours, at most 30 days
 * @param removes what may disappear: {@code schema.object}, {@code schema <name>} or {@code cluster <name>}
 * @param adopt take over an empty green environment that dbt made; dbt projects only
 */
public record DeploymentRequest(
        String target,
        ProjectRef project,
        String requestedBy,
        boolean dryRun,
        Duration holdFor,
        Duration approvalExpiresAfter,
        Duration hydrationTimeout,
        Duration lagThreshold,
        Duration sinkTimeout,
        OnConflict onConflict,
        Duration queueTimeout,
        List<String> removes,
        boolean adopt) {
    /** What stands in {@code requestedBy} where nobody is named. */
    public static final String NOBODY = "unknown";
}

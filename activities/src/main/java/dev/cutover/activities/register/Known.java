package dev.cutover.activities.register;

import dev.cutover.workflows.queue.Claim;
import java.time.Instant;

/**
 * One run of a deployment's workflow, as Temporal knows it.
 *
 * @param workflowId its workflow id
 * @param runId its run
 * @param status Temporal's word for the run, such as {@code TERMINATED}
 * @param running whether it has not closed
 * @param deployment the deployment's id; null before the workflow has said so, as with the next four
 * @param requester who asked for it
 * @param phase where it is or was
 * @param outcome how it ended by itself; null when it did not
 * @param claim what it takes or took
 * @param started when the run began
 * @param closed when it closed; null while it runs
 */
public record Known(
        String workflowId,
        String runId,
        String status,
        boolean running,
        String deployment,
        String requester,
        String phase,
        String outcome,
        Claim claim,
        Instant started,
        Instant closed) {
    /** Whether somebody ended the run so that the workflow itself had no part in it. */
    public boolean endedFromOutside() {
        return status.equals("TERMINATED") || status.equals("TIMED_OUT");
    }

    /** Whether the run handed over to a later one. */
    public boolean handedOver() {
        return status.equals("CONTINUED_AS_NEW");
    }
}

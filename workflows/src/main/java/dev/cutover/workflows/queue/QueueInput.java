package dev.cutover.workflows.queue;

import java.util.List;

/**
 * What waiting for one's turn needs.
 *
 * @param target name of the environment
 * @param deployment the deployment's id
 * @param workflowId id of its workflow
 * @param claim what it takes and since when
 * @param known who was before it at the last report; null before the first
 */
public record QueueInput(String target, String deployment, String workflowId, Claim claim, List<Ahead> known) {}

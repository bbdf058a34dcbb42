package dev.cutover.workflows;

import dev.cutover.workflows.text.Sha256;

/** Computes a deployment's id: 8 characters of {@code [a-z2-7]}, the same for all runs of one chain and after a reset,
 * until the deployment is overtaken and begins again. */
public final class DeploymentId {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private DeploymentId() {}

    /** The id for a workflow id and the id of the first run of its chain. */
    public static String of(String workflowId, String firstRunId) {
        byte[] hash = Sha256.of(workflowId + "/" + firstRunId);
        StringBuilder id = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            id.append(ALPHABET.charAt(hash[i] & 31));
        }
        return id.toString();
    }

    /** The id that a deployment has after it was overtaken so many times; each time it is another one. */
    public static String of(String workflowId, String firstRunId, int beginnings) {
        return beginnings == 0 ? of(workflowId, firstRunId) : of(workflowId, firstRunId + "/" + beginnings);
    }
}

package dev.cutover.workflows.janitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the janitor found.
 *
 * @param target name of the environment
 * @param applied whether it was asked to remove
 * @param running ids of deployments that run; nothing of theirs was looked at
 * @param items what is there of those that do not run; empty when there is nothing to do
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JanitorReport(String target, boolean applied, List<String> running, List<Item> items) {
    /** What became of a thing, or would. */
    public enum Verdict {
        /** It would be removed. */
        REMOVE,
        /** It was removed. */
        REMOVED,
        /** It is the deployment's and stays: somebody needs it, or its time has not come. */
        KEPT,
        /** That it may go could not be proven: a person has to say so. */
        UNPROVEN
    }

    /**
     * One schema, cluster or object.
     *
     * @param deployment id of the deployment that left it; null for a fence that names none
     * @param workflowId its workflow; null when it is not known
     * @param id catalog id
     * @param kind what it is, in words
     * @param name its name now
     * @param verdict what becomes of it
     * @param why the reason, in whole sentences
     * @param statements what a person would type to remove it, in order
     */
    public record Item(
            String deployment,
            String workflowId,
            String id,
            String kind,
            String name,
            Verdict verdict,
            String why,
            List<String> statements) {}

    /** How many items have this verdict. */
    public long count(Verdict verdict) {
        return items.stream().filter(item -> item.verdict() == verdict).count();
    }
}

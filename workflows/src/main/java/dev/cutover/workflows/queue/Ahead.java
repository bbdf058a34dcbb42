package dev.cutover.workflows.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A deployment that comes first.
 *
 * @param deployment its id
 * @param workflowId its workflow
 * @param requester who asked for it; null when it is not known, as with the next two
 * @param phase where it is
 * @param until when its present wait ends by itself
 * @param waiting whether it waits for its own turn
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ahead(
        String deployment, String workflowId, String requester, String phase, Instant until, boolean waiting) {
    /** Who it is and what it does, without a full stop. */
    public String words() {
        return "deployment " + deployment + " (workflow " + workflowId + ")"
                + (requester == null ? "" : " of " + requester)
                + (phase == null ? "" : ", which is " + phase + (until == null ? "" : " until " + until));
    }
}

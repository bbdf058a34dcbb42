package dev.cutover.workflows.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * What a deployment takes, from the moment at which its plan is known until its workflow closes. It protects nothing by
 * itself: lists lag behind, and what two deployments do at once is decided by the fence (P2).
 *
 * @param takes schemas and clusters in words, such as {@code schema materialize.shop}
 * @param since when the deployment joined the queue, or took them without waiting
 * @param waiting whether it waits for its turn, and has created nothing
 * @param behind workflow ids of those before it, the first in line first; empty when it does not wait
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Claim(List<String> takes, Instant since, boolean waiting, List<String> behind) {
    /** The memo's key, as {@code temporal workflow describe} shows it. */
    public static final String MEMO = "claim";

    /** Whether both take something in common. */
    public boolean meets(Claim other) {
        return takes.stream().anyMatch(other.takes::contains);
    }
}

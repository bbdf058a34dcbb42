package dev.cutover.workflows.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a signed decision says.
 *
 * @param sub who decides; also the name of the key
 * @param deployment the deployment's id
 * @param workflowId the workflow's id
 * @param planHash the plan's whole hash
 * @param evidenceDigest the evidence's digest, at least 8 characters
 * @param decision {@code APPROVE} or {@code REJECT}
 * @param iat when it was signed
 * @param exp when it stops counting, at most {@link #LONGEST_LIFE} later
 * @param jti an id that is used once
 * @param overrides names of failing checks that it overrides; may be empty
 * @param reason why; may be null
 * @param breakGlass whether it lifts a freeze
 */
public record Claims(
        String sub,
        String deployment,
        String workflowId,
        String planHash,
        String evidenceDigest,
        String decision,
        Instant iat,
        Instant exp,
        String jti,
        List<String> overrides,
        String reason,
        boolean breakGlass) {
    /** The longest time between signing and expiry. */
    public static final Duration LONGEST_LIFE = Duration.ofHours(1);

    public Claims {
        overrides = List.copyOf(overrides);
    }
}

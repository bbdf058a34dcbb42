package dev.cutover.workflows.decision;

import java.time.Instant;

/**
 * What shows that a decision was made by the one who is named.
 *
 * @param kind how it was proved
 * @param key name of the key in the target's policy
 * @param id the signed decision's own id ({@code jti}), which can be used once
 * @param expiresAt when the signed decision stopped counting
 * @param signed the signed decision as it came, so that it can be verified again later
 */
public record Proof(Kind kind, String key, String id, Instant expiresAt, String signed) {
    /** How it was proved. */
    public enum Kind {
        /** A compact JWS, signed with the Ed25519 key of that name. */
        SIGNED
    }
}

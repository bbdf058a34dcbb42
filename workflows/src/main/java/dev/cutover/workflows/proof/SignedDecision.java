package dev.cutover.workflows.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.decision.Proof;
import dev.cutover.workflows.proof.CompactJws.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies signed decisions. Pure: it asks no clock and no randomness, so that a workflow can do it and a replay finds the
 * same.
 */
public final class SignedDecision {
    /** How far the signer's clock may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String ALGORITHM = "EdDSA";

    private final Expected expected;

    private SignedDecision(Expected expected) {
        this.expected = expected;
    }

    /** Verifies a decision: its form, its signature, its subject and its time. */
    public static Result verify(String text, Expected expected) {
        try {
            return new SignedDecision(expected).verify(text);
        } catch (Malformed e) {
            return new Result.Refused(e.getMessage());
        }
    }

    private Result verify(String text) throws Malformed {
        CompactJws jws = CompactJws.parse(text);
        checkHeader(jws.header());
        Claims claims = ClaimsReader.read(jws.payload());
        JsonNode keyId = jws.header().get("kid");
        if (keyId != null && !keyId.asText().equals(claims.sub())) {
            throw new Malformed("its header names the key of somebody else than its sub.");
        }
        String key = expected.keys().get(claims.sub());
        if (key == null) {
            throw new Malformed("the policy of this target has no key for " + claims.sub() + "; it has keys for "
                    + (expected.keys().isEmpty()
                            ? "nobody"
                            : String.join(", ", expected.keys().keySet())) + ".");
        }
        if (!jws.isSignedWith(key)) {
            throw new Malformed("its signature is not that of " + claims.sub() + "'s key.");
        }
        Optional<String> foreign = foreign(claims);
        Optional<String> untimely = foreign.isPresent() ? foreign : untimely(claims);
        return untimely.<Result>map(Result.Refused::new)
                .orElseGet(() -> new Result.Verified(
                        claims, new Proof(Proof.Kind.SIGNED, claims.sub(), claims.jti(), claims.exp(), text)));
    }

    private static void checkHeader(JsonNode header) throws Malformed {
        JsonNode algorithm = header.get("alg");
        if (algorithm == null || !algorithm.isTextual() || !ALGORITHM.equals(algorithm.textValue())) {
            throw new Malformed("its alg must be " + ALGORITHM + " (an Ed25519 key); nothing else is accepted.");
        }
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            switch (field.getKey()) {
                case "alg" -> {}
                case "typ", "kid" -> {
                    if (!field.getValue().isTextual()) {
                        throw new Malformed("its header's " + field.getKey() + " must be a text.");
                    }
                }
                default ->
                    throw new Malformed("its header may hold alg, typ and kid only: keys come from the target's"
                            + " policy, and there are no extensions.");
            }
        }
    }

    private Optional<String> foreign(Claims claims) {
        if (!claims.deployment().equals(expected.deployment())
                || !claims.workflowId().equals(expected.workflowId())) {
            return Optional.of("it is for another deployment: this one is " + expected.deployment() + " of workflow "
                    + expected.workflowId() + ".");
        }
        if (!claims.planHash().equals(expected.planHash())) {
            return Optional.of("it is for another plan: a signed decision holds the whole hash of this plan, which is "
                    + expected.planHash() + ".");
        }
        return Optional.empty();
    }

    private Optional<String> untimely(Claims claims) {
        Duration life = Duration.between(claims.iat(), claims.exp());
        if (life.isNegative() || life.isZero() || life.compareTo(Claims.LONGEST_LIFE) > 0) {
            return Optional.of("exp must be after iat, and at most an hour.");
        }
        if (claims.iat().isAfter(expected.now().plus(SKEW))) {
            return Optional.of("it was signed in the future: iat is " + claims.iat() + " and it is " + expected.now()
                    + ". Set the signer's clock.");
        }
        if (!expected.now().isBefore(claims.exp())) {
            return Optional.of("it expired at " + claims.exp() + ". Sign again.");
        }
        return expected.usedIds().contains(claims.jti())
                ? Optional.of("it was used before: its jti is known. Sign again.")
                : Optional.empty();
    }

    /**
     * What a signed decision must be about.
     *
     * @param deployment the deployment's id
     * @param workflowId the workflow's id
     * @param planHash the plan's whole hash
     * @param keys public keys by name, see {@link dev.cutover.workflows.policy.Signatures}
     * @param usedIds ids of the signed decisions that counted before
     * @param now workflow time
     */
    public record Expected(
            String deployment,
            String workflowId,
            String planHash,
            Map<String, String> keys,
            Set<String> usedIds,
            Instant now) {}

    /** What a verification found. */
    public sealed interface Result {
        /** It is genuine and about this deployment's plan, now. */
        record Verified(Claims claims, Proof proof) implements Result {}

        /**
         * It proves nothing.
         *
         * @param why in whole sentences
         */
        record Refused(String why) implements Result {}
    }
}

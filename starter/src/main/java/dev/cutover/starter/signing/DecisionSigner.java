package dev.cutover.starter.signing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.proof.Claims;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a decision as a compact JWS, as docs/approval.md describes it. */
public final class DecisionSigner {
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}";

    private final PrivateKeyFile key;

    public DecisionSigner(PrivateKeyFile key) {
        this.key = key;
    }

    /** The signed decision. */
    public String sign(Claims claims) {
        String parts = encoded(HEADER.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(payload(claims).toString().getBytes(StandardCharsets.UTF_8));
        return parts + "." + encoded(key.sign(parts.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ObjectNode payload(Claims claims) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("sub", claims.sub());
        payload.put("deployment", claims.deployment());
        payload.put("workflowId", claims.workflowId());
        payload.put("planHash", claims.planHash());
        payload.put("evidenceDigest", claims.evidenceDigest());
        payload.put("decision", claims.decision());
        payload.put("iat", claims.iat().getEpochSecond());
        payload.put("exp", claims.exp().getEpochSecond());
        payload.put("jti", claims.jti());
        if (!claims.overrides().isEmpty()) {
            claims.overrides().forEach(payload.putArray("overrides")::add);
        }
        if (claims.reason() != null) {
            payload.put("reason", claims.reason());
        }
        if (claims.breakGlass()) {
            payload.put("breakGlass", true);
        }
        return payload;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

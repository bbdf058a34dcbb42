package dev.cutover.workflows.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** A person with a key of their own, who can also be made to write nonsense. */
public final class Signer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair keys;

    private Signer(KeyPair keys) {
        this.keys = keys;
    }

    /** A person with a new key. */
    public static Signer create() {
        try {
            return new Signer(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as a policy holds it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** Claims as they should be. */
    public static ObjectNode claims(String sub, String deployment, String workflowId, String planHash, Instant now) {
        return JSON.createObjectNode()
                .put("sub", sub)
                .put("deployment", deployment)
                .put("workflowId", workflowId)
                .put("planHash", planHash)
                .put("evidenceDigest", "fedcba9876543210")
                .put("decision", "APPROVE")
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 600)
                .put("jti", "one");
    }

    /** Signs claims with the usual header. */
    public String sign(ObjectNode claims) {
        return sign("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}", claims.toString());
    }

    /** Signs any header and payload. */
    public String sign(String header, String payload) {
        return seal(encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a signature to two parts. */
    public String seal(String parts) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(parts.getBytes(StandardCharsets.UTF_8));
            return parts + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Base64 for addresses. */
    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.cutover.workflows.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A JWS in compact form, taken apart. Strict where the standard is lenient: no key, address or extension in the header, no
 * field twice, one spelling of everything, so that what was verified is exactly what is read.
 *
 * @param header the first part as JSON
 * @param payload the second part as JSON
 * @param signed the bytes that were signed
 * @param signature the third part
 */
record CompactJws(JsonNode header, JsonNode payload, byte[] signed, byte[] signature) {
    private static final int LONGEST = 4096;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Takes a text apart.
     *
     * @throws Malformed with the reason
     */
    static CompactJws parse(String text) throws Malformed {
        if (text.length() > LONGEST) {
            throw new Malformed("the signed decision is longer than " + LONGEST + " characters.");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new Malformed("the signed decision is not a compact JWS: it has " + parts.length
                    + " parts between points and not three. Was it cut off?");
        }
        return new CompactJws(
                json(parts[0], "header"),
                json(parts[1], "payload"),
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                bytes(parts[2], "signature"));
    }

    /** Whether the signature is that of a key; a key that cannot be read signs nothing. */
    boolean isSignedWith(String publicKey) {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode json(String part, String name) throws Malformed {
        try {
            // Decoded by hand, since Jackson would replace what is not UTF-8 or guess another encoding.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(part, name)))
                    .toString();
            JsonNode node = JSON.readTree(text);
            if (node == null || !node.isObject()) {
                throw new Malformed("the " + name + " of the signed decision is not a JSON object.");
            }
            return node;
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new Malformed(
                    "the " + name + " of the signed decision is not JSON in UTF-8, or holds a field twice.");
        }
    }

    private static byte[] bytes(String part, String name) throws Malformed {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below, like any other spelling.
        }
        throw new Malformed("the " + name + " of the signed decision is not Base64 for addresses without padding.");
    }

    /** It cannot be read. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }
}

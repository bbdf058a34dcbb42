package dev.cutover.workflows.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Signatures.Mode;
import dev.cutover.workflows.proof.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where decisions must be signed, nothing but a genuine, fresh decision of an entitled person about this plan counts (P4). */
class SignedDecisionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String PLAN_HASH = "0123456789abcdef".repeat(4);
    private static final Signer ANN = Signer.create();
    private static final Signer MALLORY = Signer.create();
    private static final Policy POLICY = new Policy(
            1,
            List.of("ann"),
            true,
            List.of(),
            null,
            List.of(),
            List.of(),
            new Signatures(Mode.REQUIRED, Map.of("ann", ANN.publicKey(), "mallory", MALLORY.publicKey())),
            null);

    @Test
    void aGenuineDecisionCountsWithItsProof() {
        Conversation conversation = conversation();

        conversation.signal(Kind.APPROVE, proof(ANN.sign(claims())));

        Decision decision = conversation.decision().orElseThrow();
        assertThat(decision.by()).isEqualTo("ann");
        assertThat(decision.proof().key()).isEqualTo("ann");
        assertThat(decision.planHash()).isEqualTo(PLAN_HASH);
        assertThat(conversation.ignored()).isEmpty();
    }

    @Test
    void aDecisionThatBecameVoidCannotBeReplayed() {
        Conversation conversation = conversation();
        String signed = ANN.sign(claims());
        conversation.signal(Kind.APPROVE, proof(signed));

        conversation.voidDecision();
        conversation.signal(Kind.APPROVE, proof(signed));

        assertThat(conversation.decision()).isEmpty();
        assertThat(conversation.ignored()).singleElement().asString().contains("it was used before");
    }

    @Test
    void whatAMessageSaysBesideItsProofMustAgree() {
        ObjectNode message = proof(ANN.sign(claims())).put("decision", "REJECT").put("by", "ann");

        assertThat(conversation().judgeDecide(message))
                .isEqualTo(new Answer.Refused(
                        "the message says something else than its proof; leave out what the proof says."));
        assertThat(conversation().judgeDecide(message.put("decision", "approve")))
                .isInstanceOf(Answer.Accepted.class);
    }

    static Stream<Arguments> badProofs() {
        Map<String, String> bad = new LinkedHashMap<>();
        String good = ANN.sign(claims());
        bad.put("empty parts", "..");
        bad.put("one word", "approve");
        bad.put("four parts", good + ".more");
        bad.put("signature cut off", good.substring(0, good.lastIndexOf('.')));
        bad.put("signature empty", good.substring(0, good.lastIndexOf('.') + 1));
        bad.put("truncated", good.substring(0, good.length() - 10));
        bad.put("one bit of the signature turned", turned(good, good.lastIndexOf('.') + 5));
        bad.put("one letter of the payload turned", turned(good, good.indexOf('.') + 5));
        bad.put("padding added", good + "==");
        bad.put("blank inside", good.replaceFirst("\\.", ". "));
        bad.put("standard alphabet", good.substring(0, good.lastIndexOf('.') + 1) + "+/" + good.substring(2));
        bad.put("huge", "x".repeat(9_000));
        bad.put("alg none", ANN.sign("{\"alg\":\"none\"}", claims().toString()));
        bad.put("alg none, unsigned", unsigned("{\"alg\":\"none\"}", claims().toString()));
        bad.put("alg HS256 with the public key", hmac());
        bad.put("alg RS256", ANN.sign("{\"alg\":\"RS256\"}", claims().toString()));
        bad.put("alg in lower case", ANN.sign("{\"alg\":\"eddsa\"}", claims().toString()));
        bad.put("alg missing", ANN.sign("{\"typ\":\"JWT\"}", claims().toString()));
        bad.put("alg twice", ANN.sign("{\"alg\":\"none\",\"alg\":\"EdDSA\"}", claims().toString()));
        bad.put(
                "key in the header",
                MALLORY.sign(
                        "{\"alg\":\"EdDSA\",\"jwk\":{\"x\":\"" + MALLORY.publicKey() + "\"}}", claims().toString()));
        bad.put("extension in the header", ANN.sign("{\"alg\":\"EdDSA\",\"crit\":[\"b64\"]}", claims().toString()));
        bad.put("key id of another", MALLORY.sign("{\"alg\":\"EdDSA\",\"kid\":\"mallory\"}", claims().toString()));
        bad.put("header is a list", ANN.sign("[]", claims().toString()));
        bad.put("payload is no JSON", ANN.sign("{\"alg\":\"EdDSA\"}", "approve"));
        bad.put("payload with more behind it", ANN.sign("{\"alg\":\"EdDSA\"}", claims() + " {}"));
        bad.put(
                "payload in UTF-16",
                ANN.seal(Signer.encoded("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.UTF_8)) + "."
                        + Signer.encoded(claims().toString().getBytes(StandardCharsets.UTF_16LE))));
        bad.put(
                "broken UTF-8",
                ANN.seal(Signer.encoded("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.UTF_8)) + "."
                        + Signer.encoded(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'})));
        bad.put(
                "field twice",
                ANN.sign(
                        "{\"alg\":\"EdDSA\"}",
                        claims().toString().replace("{\"sub\"", "{\"sub\":\"mallory\",\"sub\"")));
        bad.put("signed by another", MALLORY.sign(claims()));
        bad.put("another's own signature, who may not approve", MALLORY.sign(claims().put("sub", "mallory")));
        bad.put("somebody without a key", ANN.sign(claims().put("sub", "eve")));
        bad.put("look-alike letters", ANN.sign(claims().put("sub", "\u0430nn")));
        bad.put("invisible letter", ANN.sign(claims().put("sub", "ann\u200b")));
        bad.put("other capitals", ANN.sign(claims().put("sub", "Ann")));
        bad.put("another deployment", ANN.sign(claims().put("deployment", "zzzz9999")));
        bad.put("another workflow", ANN.sign(claims().put("workflowId", "shop-staging")));
        bad.put("another plan", ANN.sign(claims().put("planHash", "f".repeat(64))));
        bad.put("a part of the plan's hash", ANN.sign(claims().put("planHash", PLAN_HASH.substring(0, 12))));
        bad.put("other evidence", ANN.sign(claims().put("evidenceDigest", "0".repeat(16))));
        bad.put("too little of the evidence's digest", ANN.sign(claims().put("evidenceDigest", "fedcba")));
        bad.put("expired", ANN.sign(with(c -> c.put("iat", seconds(-700)).put("exp", seconds(-1)))));
        bad.put("expires now", ANN.sign(with(c -> c.put("iat", seconds(-60)).put("exp", seconds(0)))));
        bad.put("from the future", ANN.sign(with(c -> c.put("iat", seconds(120)).put("exp", seconds(300)))));
        bad.put("lives too long", ANN.sign(with(c -> c.put("exp", seconds(3_601)))));
        bad.put(
                "ends before it begins",
                ANN.sign(with(c -> c.put("iat", seconds(30)).put("exp", seconds(10)))));
        bad.put("time as text", ANN.sign(with(c -> c.put("exp", "tomorrow"))));
        bad.put("time as fraction", ANN.sign(with(c -> c.put("iat", 1.5))));
        bad.put("time beyond time", ANN.sign(with(c -> c.put("exp", Long.MAX_VALUE))));
        bad.put("negative time", ANN.sign(with(c -> c.put("iat", -1))));
        bad.put("decision MAYBE", ANN.sign(with(c -> c.put("decision", "MAYBE"))));
        bad.put("decision in lower case", ANN.sign(with(c -> c.put("decision", "approve"))));
        bad.put("a rejection sent as approval", ANN.sign(with(c -> c.put("decision", "REJECT"))));
        bad.put("unknown field", ANN.sign(with(c -> c.put("admin", true))));
        bad.put("long id", ANN.sign(with(c -> c.put("jti", "j".repeat(101)))));
        bad.put("overrides as text", ANN.sign(with(c -> c.put("overrides", "all"))));
        bad.put(
                "overrides what did not fail",
                ANN.sign(with(c -> c.putArray("overrides").add("x"))));
        bad.put("breakGlass as text", ANN.sign(with(c -> c.put("breakGlass", "yes"))));
        bad.put(
                "breaks the glass without the right",
                ANN.sign(with(c -> c.put("breakGlass", true).put("reason", "fire"))));
        for (String field : List.of(
                "sub", "deployment", "workflowId", "planHash", "evidenceDigest", "decision", "iat", "exp", "jti")) {
            bad.put("without " + field, ANN.sign(with(c -> c.remove(field))));
        }
        return bad.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badProofs")
    void nothingElseCountsAndEachIsAnsweredWithAReason(String kind, String proof) {
        Conversation conversation = conversation();

        Answer answer = conversation.hearDecide(proof(proof).put("decision", "APPROVE"));
        conversation.signal(Kind.APPROVE, proof(proof));

        assertThat(((Answer.Refused) answer).why()).isNotBlank().hasSizeLessThan(400);
        assertThat(conversation.ignored()).hasSize(1);
        assertThat(conversation.decision()).isEmpty();
        assertThat(conversation.decisions()).isEmpty();
    }

    @Test
    void aNameAloneCountsForNothing() {
        assertThat(conversation()
                        .judgeDecide(json("{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"" + PLAN_HASH
                                + "\",\"evidenceDigest\":\"fedcba9876543210\"}")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).contains("--sign-with"));
    }

    private static ObjectNode claims() {
        return Signer.claims("ann", "abcd2345", "shop-prod", PLAN_HASH, NOON);
    }

    private static ObjectNode with(Consumer<ObjectNode> change) {
        ObjectNode claims = claims();
        change.accept(claims);
        return claims;
    }

    private static long seconds(long after) {
        return NOON.getEpochSecond() + after;
    }

    private static String turned(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
    }

    private static String unsigned(String header, String payload) {
        return Signer.encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + Signer.encoded(payload.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private static String hmac() {
        String parts = unsigned("{\"alg\":\"HS256\"}", claims().toString());
        parts = parts.substring(0, parts.length() - 1);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ANN.publicKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return parts + "." + Signer.encoded(mac.doFinal(parts.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode proof(String signed) {
        return JSON.createObjectNode().put("proof", signed);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Conversation conversation() {
        return new Conversation(new Awaiting(POLICY, PLAN_HASH, NOON, NOON.plus(Duration.ofHours(1)), List.of()));
    }
}

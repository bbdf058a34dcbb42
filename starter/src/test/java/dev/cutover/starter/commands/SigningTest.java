package dev.cutover.starter.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.signing.PrivateKeyFile;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signed decision is about: the evidence that its signer has read, whether it is the newest or not. */
class SigningTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String READ = "99887766" + "a".repeat(56);
    private static final String PRESENT = "55443322" + "b".repeat(56);

    private final RecordingClient temporal = new RecordingClient();

    @TempDir
    Path folder;

    @BeforeEach
    void evidenceWasCollectedTwice() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.answers.put("audit", Json.tree(audit(PRESENT, READ, PRESENT)));
    }

    @Test
    void anApprovalIsAboutTheEvidenceThatItNamesAndNotAboutWhatWasCollectedSince() throws Exception {
        assertThat(signed("APPROVE", "99887766").path("evidenceDigest").asText())
                .isEqualTo(READ);
        assertThat(signed("APPROVE", "55443322BB").path("evidenceDigest").asText())
                .isEqualTo(PRESENT);
        assertThat(signed("APPROVE", READ).path("planHash").asText()).isEqualTo("0123456789abcdef");
    }

    @Test
    void anApprovalHasToNameWhatWasReadAndIsToldHow() {
        assertThatThrownBy(() -> signed("APPROVE", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nothing was signed.")
                .hasMessageContaining("evidence --workflow-id cutover-prod, then add --evidence 55443322bbbb.");
        assertThatThrownBy(() -> signed("APPROVE", "9988776"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at least 8 characters");
    }

    @Test
    void aRejectionNeedNotHaveReadAnything() throws Exception {
        assertThat(signed("REJECT", null).path("evidenceDigest").asText()).isEqualTo(PRESENT);
    }

    @Test
    void evidenceThatWasNeverCollectedIsNotSigned() {
        assertThatThrownBy(() -> signed("APPROVE", "11111111"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no evidence whose digest begins with 11111111")
                .hasMessageContaining("Nothing was signed.");
    }

    @Test
    void thereIsNothingToSignBeforeThereIsEvidence() {
        temporal.answers.put("audit", Json.tree(audit(null)));

        assertThatThrownBy(() -> signed("REJECT", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is no evidence to decide on yet.");
    }

    /** The payload of the proof. */
    private JsonNode signed(String decision, String evidence) throws Exception {
        String key = Base64.getMimeEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        Path file = Files.writeString(
                folder.resolve("ann.pem"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("by", "ann").put("planHash", "01234567");
        if (evidence != null) {
            message.put("evidenceDigest", evidence);
        }
        String proof = new Signing(PrivateKeyFile.read(file))
                .signed(temporal, "cutover-prod", decision, message)
                .path("proof")
                .asText();
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(proof.split("\\.")[1]));
    }

    private static Audit audit(String present, String... collected) {
        return new Audit(
                Audit.FORMAT,
                "cutover-prod",
                "abcdefgh",
                null,
                "0123456789abcdef",
                present,
                Policy.NONE,
                List.of(),
                List.of(),
                List.of(collected).stream()
                        .map(digest -> new Happening(NOON, Happening.Kind.EVIDENCE_COLLECTED, digest))
                        .toList(),
                List.of(),
                null,
                null,
                "As it was.");
    }
}

package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.signing.DecisionSigner;
import dev.cutover.starter.signing.PrivateKeyFile;
import dev.cutover.workflows.proof.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Turns a decision into a signed one about the plan and the evidence that a deployment shows now. */
final class Signing {
    /** Long enough to send it, too short to be found later and used. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final DecisionSigner signer;

    Signing(PrivateKeyFile key) {
        this.signer = new DecisionSigner(key);
    }

    /**
     * Signs a message of the unsigned form.
     *
     * @throws Problem when the deployment shows another plan or other evidence than the message names
     */
    ObjectNode signed(DeploymentClient client, String workflowId, String decision, ObjectNode message) {
        JsonNode status = client.query(workflowId, "status");
        String planHash = named(status.path("planHash"), message.path("planHash"), "plan");
        String digest = named(
                client.query(workflowId, "evidence").path("evidence").path("digest"),
                message.path("evidenceDigest"),
                "evidence");
        Instant now = Instant.now();
        Claims claims = new Claims(
                message.path("by").asText(),
                status.path("deployment").asText(),
                workflowId,
                planHash,
                digest,
                decision,
                now,
                now.plus(LIFE),
                UUID.randomUUID().toString(),
                overrides(message),
                message.path("reason").asText(null),
                message.path("breakGlass").asBoolean());
        return JsonNodeFactory.instance.objectNode().put("proof", signer.sign(claims));
    }

    private static List<String> overrides(ObjectNode message) {
        List<String> overrides = new ArrayList<>();
        message.path("overrides").forEach(check -> overrides.add(check.asText()));
        return overrides;
    }

    private static String named(JsonNode shown, JsonNode given, String what) {
        if (!shown.isTextual()) {
            throw new Problem(
                    ExitCode.REFUSED,
                    "There is no " + what + " to decide on yet. Nothing was signed. Decide when the phase is"
                            + " AWAITING_DECISION.");
        }
        if (given.isTextual() && !shown.asText().startsWith(given.asText().toLowerCase(Locale.ROOT))) {
            throw new Problem(
                    ExitCode.REFUSED,
                    "The deployment shows another " + what + " than " + given.asText() + ": " + shown.asText()
                            + ". Nothing was signed. Read it first.");
        }
        return shown.asText();
    }
}

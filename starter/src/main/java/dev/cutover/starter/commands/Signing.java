package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.signing.DecisionSigner;
import dev.cutover.starter.signing.PrivateKeyFile;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.proof.Claims;
import dev.cutover.workflows.text.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Turns a decision into a signed one about the plan that a deployment shows now and the evidence that its signer has read. Whether
 * that evidence still stands is for the deployment to judge.
 */
final class Signing {
    /** Long enough to send it, too short to be found later and used. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final int LEAST_DIGEST = 8;
    private static final int DIGEST_SHOWN = 12;

    private final DecisionSigner signer;

    Signing(PrivateKeyFile key) {
        this.signer = new DecisionSigner(key);
    }

    /**
     * Signs a message of the unsigned form.
     *
     * @throws Problem when the deployment shows another plan than the message names, when it never collected the evidence that the
     *     message names, and when an approval names none
     */
    ObjectNode signed(DeploymentClient client, String workflowId, String decision, ObjectNode message) {
        JsonNode status = client.query(workflowId, "status");
        String planHash = plan(status.path("planHash"), message.path("planHash"));
        String digest =
                evidence(Json.read(client.query(workflowId, "audit"), Audit.class), workflowId, decision, message);
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

    private static String plan(JsonNode shown, JsonNode given) {
        if (!shown.isTextual()) {
            throw notYet("plan");
        }
        if (given.isTextual() && !shown.asText().startsWith(given.asText().toLowerCase(Locale.ROOT))) {
            throw new Problem(
                    ExitCode.REFUSED,
                    "The deployment shows another plan than " + given.asText() + ": " + shown.asText()
                            + ". Nothing was signed. Read it first.");
        }
        return shown.asText();
    }

    /** The whole digest of the evidence that a message names: the newest of those that begin so. */
    private static String evidence(Audit audit, String workflowId, String decision, ObjectNode message) {
        String present = audit.evidenceDigest();
        if (present == null) {
            throw notYet("evidence");
        }
        String given = message.path("evidenceDigest").asText("").toLowerCase(Locale.ROOT);
        if (given.isEmpty() && decision.equals("REJECT")) {
            return present;
        }
        if (given.length() < LEAST_DIGEST) {
            throw new Problem(
                    ExitCode.USAGE,
                    "A signature covers the evidence that its signer has read, so that --evidence has to name it with at least "
                            + LEAST_DIGEST + " characters of its digest. Nothing was signed. Read it with: "
                            + Program.name() + " evidence --workflow-id " + Shell.word(workflowId)
                            + ", then add --evidence " + shown(present) + ".");
        }
        return Stream.concat(
                        audit.happenings().stream()
                                .filter(happening -> happening.kind() == Happening.Kind.EVIDENCE_COLLECTED)
                                .map(Happening::detail),
                        Stream.of(present))
                .filter(digest -> digest.startsWith(given))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new Problem(
                        ExitCode.REFUSED,
                        "This deployment has collected no evidence whose digest begins with " + given
                                + "; that of the present evidence begins with " + shown(present)
                                + ". Nothing was signed. Read it with: " + Program.name() + " evidence --workflow-id "
                                + Shell.word(workflowId)));
    }

    private static Problem notYet(String what) {
        return new Problem(
                ExitCode.REFUSED,
                "There is no " + what + " to decide on yet. Nothing was signed. Decide when the phase is"
                        + " AWAITING_DECISION.");
    }

    private static String shown(String digest) {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }
}

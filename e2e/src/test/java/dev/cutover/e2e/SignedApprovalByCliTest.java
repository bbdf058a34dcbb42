package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.e2e.machine.Answer;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.workflows.phase.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A target that demands signed decisions, with the programs that people use. */
@ExtendWith(SharedServers.class)
final class SignedApprovalByCliTest {
    private static final Model MODEL = new Model("signed");
    private static final String ID = "signed-1";

    @TempDir
    private Path folder;

    @Test
    void onlyTheApproversKeyPromotesAndTheAuditShowsItTheSameWayEachTime(Servers servers) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        KeyPair ann = generator.generateKeyPair();
        String annsKey = pem("ann.pem", ann);
        String mallorysKey = pem("mallory.pem", generator.generateKeyPair());
        String policy = "{approvers: [ann], signatures: {mode: REQUIRED, keys: {ann: "
                + Base64.getEncoder().encodeToString(ann.getPublic().getEncoded())
                + "}}, soak: 1s, onFailedVerification: REVERT}";
        try (Machine machine = Machine.start(servers, List.of(MODEL), Map.of(MODEL.name(), policy))) {
            Deployment deployment = machine.deployment(ID);
            deployment
                    .start("{\"target\":\"signed\",\"project\":{\"path\":\"signed\"},\"requestedBy\":\"kim\","
                            + "\"holdFor\":\"1s\"}")
                    .succeeded();
            deployment.awaitPhase(Phase.AWAITING_DECISION);
            String plan =
                    deployment.query("status").path("planHash").textValue().substring(0, 12);
            String evidence = deployment
                    .query("evidence")
                    .path("evidence")
                    .path("digest")
                    .textValue()
                    .substring(0, 12);

            Answer name = deployment.update(
                    "decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"" + plan + "\"}");
            Answer forged = approve(machine, plan, evidence, mallorysKey);
            assertThat(name.exitCode()).isNotZero();
            assertThat(name.text()).contains("demands signed decisions");
            assertThat(forged.exitCode()).isEqualTo(5);
            assertThat(forged.text()).contains("not that of ann's key");

            assertThat(approve(machine, plan, evidence, annsKey).succeeded().out())
                    .contains("Approved by ann.");
            deployment.awaitEnd();

            String audit = machine.cutover("audit", "-w", ID).succeeded().out();
            assertThat(audit).contains("\"kind\":\"SIGNED\"", "\"outcome\":\"PROMOTED\"", "\"VERIFIED\"", plan);
            machine.worker().kill();
            machine.startWorker();
            assertThat(machine.cutover("audit", "-w", ID).succeeded().out()).isEqualTo(audit);
        }
    }

    private static Answer approve(Machine machine, String plan, String evidence, String key) throws Exception {
        return machine.cutover(
                "approve", "-w", ID, "--by", "ann", "--plan", plan, "--evidence", evidence, "--sign-with", key);
    }

    private String pem(String file, KeyPair keys) throws IOException {
        String text = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve(file), text).toString();
    }
}

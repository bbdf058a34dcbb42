package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.e2e.machine.Answer;
import dev.cutover.e2e.machine.Await;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.workflows.phase.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that a person can do with nothing but the {@code temporal} program. Each test has a target of its own. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FullDeploymentByCliTest {
    private static final Model APPROVED = new Model("approved");
    private static final Model REJECTED = new Model("rejected");
    private static final Model REVERTED = new Model("reverted");
    private static final Model CANCELLED = new Model("cancelled");
    private static final Model REFUSED = new Model("refused");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Machine machine;

    @BeforeAll
    void startMachine(Servers servers) {
        machine = Machine.start(servers, List.of(APPROVED, REJECTED, REVERTED, CANCELLED, REFUSED));
    }

    @AfterAll
    void stopMachine() {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void aPlanThatIsApprovedByTheUpdateBecomesProduction() {
        Deployment deployment = machine.deployment("approved-1");
        deployment.start(request(APPROVED)).succeeded();
        deployment.awaitPhase(Phase.AWAITING_DECISION);
        JsonNode plan = deployment.query("plan");
        String hash = plan.path("plan").path("hash").textValue();

        Answer forAnother = deployment.update(
                "decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"0123456789abcdef\"}");
        Answer misspelt =
                deployment.update("decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planhash\":\"" + hash + "\"}");
        Answer approved = deployment.update(
                "decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"" + hash.substring(0, 8) + "\"}");

        assertThat(forAnother.exitCode()).isNotZero();
        assertThat(forAnother.text())
                .contains("it is for another plan", "REFUSED", "retryable: false")
                .doesNotContain("java.lang");
        assertThat(misspelt.exitCode()).isNotZero();
        assertThat(misspelt.text()).contains("there is no field planhash", "planHash");
        assertThat(approved.succeeded().out()).contains("Approved by ann");
        deployment.awaitPhase(Phase.HOLDING);
        assertThat(APPROVED.answer(machine.database())).isEqualTo(Model.SECOND_VERSION);
        deployment.signal("finish", "{\"by\":\"ann\"}").succeeded();
        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("PROMOTED");
        assertThat(outcome.path("kept")).isEmpty();
        assertThat(APPROVED.answer(machine.database())).isEqualTo(Model.SECOND_VERSION);
        assertThat(APPROVED.leftovers(machine.database())).isEmpty();
        awaitListed(
                "CutoverTarget=\"approved\" AND CutoverOutcome=\"PROMOTED\" AND CutoverRequester=\"kim\"",
                "approved-1");
    }

    @Test
    void aPlanThatIsRejectedByTheSignalLeavesProductionAsItWas() {
        Deployment deployment = machine.deployment("rejected-1");
        deployment.start(request(REJECTED)).succeeded();
        deployment.awaitPhase(Phase.AWAITING_DECISION);
        awaitListed("CutoverTarget=\"rejected\" AND CutoverPhase=\"AWAITING_DECISION\"", "rejected-1");

        String hash = deployment.query("status").path("planHash").textValue();
        deployment
                .signal("reject", "{\"by\":\"ann\",\"planHash\":\"" + hash + "\",\"reason\":\"wrong numbers\"}")
                .succeeded();

        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("REJECTED");
        assertThat(outcome.path("reason").textValue()).contains("ann", "wrong numbers");
        assertThat(REJECTED.answer(machine.database())).isEqualTo(Model.FIRST_VERSION);
        assertThat(REJECTED.leftovers(machine.database())).isEmpty();
    }

    @Test
    void aPromotionThatIsRevertedWithinItsHoldIsTakenBack() {
        Deployment deployment = machine.deployment("reverted-1");
        deployment.start(request(REVERTED)).succeeded();
        deployment.awaitPhase(Phase.AWAITING_DECISION);
        deployment.approve();
        deployment.awaitPhase(Phase.HOLDING);
        assertThat(REVERTED.answer(machine.database())).isEqualTo(Model.SECOND_VERSION);

        deployment
                .signal("revert", "{\"by\":\"ann\",\"reason\":\"wrong numbers\"}")
                .succeeded();

        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("REVERTED");
        assertThat(REVERTED.answer(machine.database())).isEqualTo(Model.FIRST_VERSION);
        assertThat(REVERTED.leftovers(machine.database())).isEmpty();
    }

    @Test
    void aDeploymentThatIsCancelledBeforeTheSwapLeavesNothingBehind() {
        Deployment deployment = machine.deployment("cancelled-1");
        deployment.start(request(CANCELLED)).succeeded();
        deployment.awaitPhase(Phase.AWAITING_DECISION);

        deployment.cancel().succeeded();

        Answer result = deployment.result();
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.text()).contains("CANCELED");
        Answer description = machine.cli().run("workflow", "describe", "--workflow-id", "cancelled-1");
        assertThat(description.succeeded().out()).contains("CANCELLED", "Production is untouched.");
        assertThat(CANCELLED.answer(machine.database())).isEqualTo(Model.FIRST_VERSION);
        assertThat(CANCELLED.leftovers(machine.database())).isEmpty();
    }

    @Test
    void aRequestThatCannotBeCarriedOutFailsAtOnceAndSaysWhy() {
        assertThat(failure("refused-target", "{\"target\":\"prud\",\"project\":{\"path\":\"refused\"}}"))
                .contains("prud", "refused");
        assertThat(failure(
                        "refused-field",
                        "{\"target\":\"refused\",\"project\":{\"path\":\"refused\"},\"holdfor\":\"1h\"}"))
                .contains("holdfor", "holdFor");
        assertThat(failure(
                        "refused-duration",
                        "{\"target\":\"refused\",\"project\":{\"path\":\"refused\"},\"holdFor\":\"soon\"}"))
                .contains("holdFor is not a duration");
        assertThat(failure("refused-path", "{\"target\":\"refused\",\"project\":{\"path\":\"../secret\"}}"))
                .contains("../secret");
        assertThat(failure("refused-text", "\"approved\"")).contains("not a JSON object");

        machine.cli()
                .run(List.of(
                        "workflow",
                        "start",
                        "--type",
                        "BlueGreenDeployment",
                        "--task-queue",
                        "cutover",
                        "--workflow-id",
                        "refused-none",
                        "--fail-existing"))
                .succeeded();
        assertThat(machine.deployment("refused-none").result().text()).contains("There is no input", "--input");
        assertThat(REFUSED.answer(machine.database())).isEqualTo(Model.FIRST_VERSION);
        assertThat(REFUSED.leftovers(machine.database())).isEmpty();
    }

    private String failure(String workflowId, String input) {
        Deployment deployment = machine.deployment(workflowId);
        deployment.start(input).succeeded();
        Answer result = deployment.result();
        assertThat(result.exitCode()).as(input).isNotZero();
        return result.text();
    }

    private void awaitListed(String query, String workflowId) {
        Await.until(
                workflowId + " in the list for " + query,
                PATIENCE,
                () -> machine.cli()
                        .run("workflow", "list", "--query", query)
                        .succeeded()
                        .out()
                        .contains(workflowId));
    }

    private static String request(Model model) {
        return "{\"target\":\"" + model.name() + "\",\"project\":{\"path\":\"" + model.name()
                + "\"},\"requestedBy\":\"kim\",\"holdFor\":\"1h\"}";
    }
}

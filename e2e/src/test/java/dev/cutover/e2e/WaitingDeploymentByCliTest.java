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

/** What the {@code temporal} program shows and answers while a deployment waits for an object that does not hydrate. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class WaitingDeploymentByCliTest {
    private static final Model MODEL = new Model("waiting");
    private static final String ID = "waiting-1";
    private static final String REQUEST =
            "{\"target\":\"waiting\",\"project\":{\"path\":\"waiting\"},\"requestedBy\":\"kim\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Machine machine;
    private Deployment deployment;

    @BeforeAll
    void startDeployment(Servers servers) {
        machine = Machine.start(servers, List.of(MODEL));
        machine.faults().neverHydrate("best_country");
        deployment = machine.deployment(ID);
        deployment.start(REQUEST).succeeded();
        deployment.awaitWork(Phase.HYDRATING);
    }

    @AfterAll
    void stopMachine() {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void describeShowsThePhaseAndTheHeartbeatWithTheLatestReading() {
        String description = Await.until(
                "a heartbeat in describe",
                PATIENCE,
                () -> machine.cli()
                        .run("workflow", "describe", "--workflow-id", ID)
                        .succeeded()
                        .out(),
                shown -> shown.contains("best_country"));

        assertThat(description).contains("HYDRATING", "CutoverTarget", "LastHeartbeatTime");
    }

    @Test
    void statusTellsWhatItWaitsForAndWhatMayBeTypedNext() {
        JsonNode status = Await.until(
                "the first reading",
                PATIENCE,
                () -> deployment.query("status"),
                seen -> seen.path("readiness").isObject());

        assertThat(status.path("phase").textValue()).isEqualTo("HYDRATING");
        assertThat(status.path("waitingFor").textValue()).contains("best_country");
        assertThat(status.path("production").textValue()).isEqualTo("Production is untouched.");
        for (JsonNode command : status.path("next")) {
            if (!command.textValue().contains("cancel")) {
                assertThat(machine.cli().paste(command.textValue()).succeeded().out())
                        .contains("HYDRATING");
            }
        }
    }

    @Test
    void aDecisionThatComesTooEarlyIsRefusedAtThePrompt() {
        String hash = deployment.query("status").path("planHash").textValue();

        Answer early =
                deployment.update("decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"" + hash + "\"}");
        Answer withoutInput =
                machine.cli().run("workflow", "update", "execute", "--workflow-id", ID, "--name", "decide");
        Answer unknown = deployment.update("approve", "{}");
        Answer nothingToUndo = deployment.update("undo", "{\"by\":\"ann\"}");

        assertThat(early.exitCode()).isNotZero();
        assertThat(early.text()).contains("too early", "AWAITING_DECISION");
        assertThat(withoutInput.exitCode()).isNotZero();
        assertThat(withoutInput.text()).contains("it came without input", "--input");
        assertThat(unknown.exitCode()).isNotZero();
        assertThat(nothingToUndo.exitCode()).isNotZero();
        assertThat(nothingToUndo.text()).contains("nothing has been promoted yet");
    }

    @Test
    void aSignalThatCannotCountIsShownInStatusWithTheReason() {
        deployment.signal("aprove", "{}").succeeded();
        deployment
                .signal("approve", "{\"by\":\"ann\",\"planHash\":\"01234567\"}")
                .succeeded();
        deployment.signal("reject", "[1, 2]").succeeded();
        machine.cli()
                .run("workflow", "signal", "--workflow-id", ID, "--name", "revert")
                .succeeded();
        assertThat(deployment.signal("reject", "[1, 2").exitCode())
                .as("what is no JSON at all does not leave the prompt")
                .isNotZero();

        String ignored = Await.until(
                        "four answers in status",
                        PATIENCE,
                        () -> deployment.query("status").path("ignored"),
                        seen -> seen.size() >= 4)
                .toString();
        assertThat(ignored)
                .contains(
                        "signal aprove: ignored: there is no such signal",
                        "did you mean",
                        "approve by ann: ignored: too early",
                        "reject: ignored: its input is not a JSON object",
                        "revert: ignored: it came without input");
        assertThat(deployment.query("status").path("phase").textValue()).isEqualTo("HYDRATING");
    }

    @Test
    void metadataShowsTheStateAsMarkdownAndExplainsTheMessages() {
        String metadata = Await.until(
                "the first reading in metadata",
                PATIENCE,
                () -> machine.cli()
                        .run("workflow", "metadata", "--workflow-id", ID)
                        .succeeded()
                        .out(),
                shown -> shown.contains("Readiness"));

        assertThat(metadata)
                .contains(
                        "HYDRATING",
                        "waiting_transform",
                        "temporal workflow cancel",
                        "decide",
                        "approve",
                        "Approve or reject");
    }

    @Test
    void aSecondStartUnderTheSameIdIsRefused() {
        Answer second = deployment.start(REQUEST);

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.text()).contains("already");
    }
}

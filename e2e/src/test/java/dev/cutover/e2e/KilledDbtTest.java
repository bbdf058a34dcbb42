package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.e2e.machine.Await;
import dev.cutover.e2e.machine.DbtModel;
import dev.cutover.e2e.machine.DbtVenv;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.workflows.phase.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real dbt dies with the worker that runs it, and what it has built stays (P7). */
@ExtendWith(SharedServers.class)
final class KilledDbtTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SLOW_MILLIS = 500;
    private static final long SLOWER_MILLIS = 3000;
    private static final int SOME_MODELS = 3;
    private static final int MOST_EVENTS = 200;
    private static final String TARGET = "sales";

    private Machine machine;
    private Deployment deployment;

    @BeforeAll
    static void needsDbt() {
        DbtVenv.require();
    }

    @BeforeEach
    void start(Servers servers) {
        machine = Machine.start(servers, List.of(new Model(TARGET)));
        DbtModel.install(machine.database());
        DbtModel.writeProject(machine.projects(), TARGET);
        deployment = machine.deployment("dbt");
        deployment
                .start("{\"target\":\"" + TARGET + "\",\"project\":{\"path\":\"" + DbtModel.PROJECT
                        + "\"},\"holdFor\":\"1h\"}")
                .succeeded();
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    @Test
    void anotherWorkerBuildsWhatIsMissingAndNothingAgain() {
        List<ProcessHandle> dbt = goOnUntilDbtHasBuiltSome();
        Map<String, String> built = new TreeMap<>(DbtModel.greenIds(machine.database()));
        assertThat(built).hasSizeBetween(SOME_MODELS, DbtModel.MODELS - 1);

        machine.worker().killAlone();

        awaitEnd(dbt);
        machine.faults().reset();
        machine.startWorker();
        deployment.awaitPhase(Phase.AWAITING_DECISION);
        deployment.approve();
        deployment.awaitPhase(Phase.HOLDING);
        deployment.signal("finish", "{\"by\":\"tester\"}").succeeded();
        deployment.awaitEnd();

        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("PROMOTED");
        assertThat(DbtModel.productionIds(machine.database()))
                .as("what was built before the kill was not built again")
                .hasSize(DbtModel.MODELS)
                .containsAllEntriesOf(built);
        assertThat(DbtModel.answer(machine.database())).isEqualTo(DbtModel.newAnswer());
        assertThat(DbtModel.leftovers(machine.database())).isEmpty();
        assertThat(deployment.see().events()).isLessThan(MOST_EVENTS);
    }

    /** P5, P6: what is cancelled builds nothing more. */
    @Test
    void aCancelledDeploymentEndsDbtAndLeavesNothing() {
        List<ProcessHandle> dbt = goOnUntilDbtHasBuiltSome();

        deployment.cancel().succeeded();

        awaitEnd(dbt);
        machine.faults().reset();
        deployment.awaitEnd();
        assertThat(deployment.query("status").path("outcome").textValue()).isEqualTo("CANCELLED");
        assertThat(DbtModel.leftovers(machine.database())).isEmpty();
        assertThat(DbtModel.productionIds(machine.database())).containsOnlyKeys("step_1", "step_2");
    }

    /** Also what becomes of an attempt whose time is over: the server does not know it any more. */
    @Test
    void anAttemptThatTheServerHasGivenUpEndsDbt() {
        List<ProcessHandle> dbt = goOnUntilDbtHasBuiltSome();

        machine.cli()
                .run("workflow", "terminate", "--workflow-id", "dbt", "--reason", "somebody did not read the manual")
                .succeeded();

        awaitEnd(dbt);
    }

    /** Slowly enough to be met in the middle; returns dbt's processes. */
    private List<ProcessHandle> goOnUntilDbtHasBuiltSome() {
        deployment.awaitWork(Phase.DEPLOYING);
        machine.faults().latency(SLOW_MILLIS);
        Await.until(
                "dbt to have built some models",
                PATIENCE,
                () -> DbtModel.greenIds(machine.database()),
                ids -> ids.size() >= SOME_MODELS);
        // How far dbt is, the server hears with the next heartbeat that is sent; dbt must not be done by then.
        machine.faults().latency(SLOWER_MILLIS);
        JsonNode building = Await.until(
                "status to say how far dbt is",
                PATIENCE,
                () -> deployment.query("status").path("building"),
                JsonNode::isObject);
        assertThat(building.path("total").intValue()).isEqualTo(DbtModel.MODELS);
        List<ProcessHandle> dbt = machine.worker().below();
        assertThat(dbt).as("the supervisor and dbt").hasSizeGreaterThanOrEqualTo(2);
        return dbt;
    }

    private void awaitEnd(List<ProcessHandle> processes) {
        Await.until(
                "dbt and everything around it to end",
                PATIENCE,
                () -> processes.stream().filter(ProcessHandle::isAlive).toList(),
                List::isEmpty);
        assertThat(machine.processesOnItsFolder("--project-dir")).isEmpty();
    }
}

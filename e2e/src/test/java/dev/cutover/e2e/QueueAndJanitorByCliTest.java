package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deployments of one schema one after the other on a real Temporal server, and what a terminated one leaves. */
@ExtendWith(SharedServers.class)
final class QueueAndJanitorByCliTest {
    private static final Model MODEL = new Model("racing");
    private static final String REFUSE = "{\"target\":\"racing\",\"project\":{\"path\":\"racing\"}}";
    private static final String QUEUE =
            "{\"target\":\"racing\",\"project\":{\"path\":\"racing\"},\"onConflict\":\"QUEUE\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void firstComeFirstServedAndWhoIsTerminatedMakesWayAndIsClearedUpAfter(Servers servers) {
        try (Machine machine = Machine.start(servers, List.of(MODEL))) {
            Deployment first = begun(machine, "first", REFUSE, Phase.AWAITING_DECISION);
            Deployment second = begun(machine, "second", QUEUE, Phase.QUEUED);
            Deployment third = begun(machine, "third", QUEUE, Phase.QUEUED);
            Deployment fourth = begun(machine, "fourth", QUEUE, Phase.QUEUED);
            awaitAhead(fourth, "[first, second, third]");
            assertThat(fourth.query("status").path("waitingFor").textValue())
                    .contains("(workflow first)", "which is AWAITING_DECISION until", "2 more after it");
            Await.until(
                    "the list to show the line",
                    PATIENCE,
                    () -> machine.cutover("list", "--phase", "QUEUED").text(),
                    text -> text.contains("QUEUED, place 3 behind first, second, third"));

            third.cancel().succeeded();
            third.awaitEnd();
            awaitAhead(fourth, "[first, second]");
            first.reject();
            second.awaitPhase(Phase.AWAITING_DECISION);
            awaitAhead(fourth, "[second]");
            String terminated = second.query("status").path("deployment").textValue();
            machine.cli()
                    .run("workflow", "terminate", "--workflow-id", "second")
                    .succeeded();
            fourth.awaitPhase(Phase.AWAITING_DECISION);

            Answer said = machine.cutover("janitor", "racing", "--json");
            assertThat(said.exitCode()).isEqualTo(17);
            assertThat(said.said().path("items")).isNotEmpty().allSatisfy(item -> {
                assertThat(item.path("deployment").textValue()).isEqualTo(terminated);
                assertThat(item.path("verdict").textValue()).isEqualTo("REMOVE");
            });
            Answer applied = machine.cutover("janitor", "racing", "--apply");
            assertThat(applied.exitCode()).as(applied.text()).isZero();
            assertThat(applied.text()).contains("(TERMINATED)", "REMOVED");
            assertThat(machine.cutover("janitor", "racing").text()).contains("Nothing is left on target racing.");

            fourth.approve();
            fourth.awaitPhase(Phase.HOLDING);
            machine.cli()
                    .run("workflow", "terminate", "--workflow-id", "fourth")
                    .succeeded();
            Answer held = machine.cutover("janitor", "racing", "--apply");
            assertThat(held.exitCode()).isEqualTo(17);
            assertThat(held.text()).contains("It is old production, and the hold lasts until");
            Answer ended = machine.cutover("janitor", "racing", "--apply", "--end-holds");
            assertThat(ended.exitCode()).as(ended.text()).isZero();
            assertThat(ended.text()).contains("(TERMINATED)", "REMOVED", "__retired_");
            assertThat(machine.cutover("janitor", "racing").text()).contains("Nothing is left on target racing.");
        }
    }

    private static Deployment begun(Machine machine, String workflowId, String request, Phase phase) {
        Deployment deployment = machine.deployment(workflowId);
        deployment.start(request).succeeded();
        deployment.awaitPhase(phase);
        return deployment;
    }

    private static void awaitAhead(Deployment deployment, String workflowIds) {
        Await.until(
                "those before it to be " + workflowIds,
                PATIENCE,
                () -> deployment.query("status").path("ahead").findValuesAsText("workflowId"),
                ahead -> ahead.toString().equals(workflowIds));
    }
}

package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.janitor.Janitor;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A round of the janitor is a workflow of its own: its result and what the Web UI shows of it. */
class JanitorWorkflowTest {
    private static final Item LEFT = new Item(
            "abcd2345", "shop-a", "u7", "schema", "m.a|b__green_abcd2345", Verdict.REMOVE, "It has closed.", List.of());

    @Test
    void theReportIsTheResultAndTheCurrentDetails() {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            WorkflowStub round = started(temporal, "{\"target\":\"prod\"}");

            assertThat(round.getResult(JanitorReport.class))
                    .isEqualTo(new JanitorReport("prod", false, List.of(), List.of(LEFT)));

            assertThat(round.query("__temporal_workflow_metadata", WorkflowMetadata.class)
                            .getCurrentDetails())
                    .startsWith("### Target prod: 1 would be removed, 0 kept, 0 unproven.")
                    .contains("| REMOVE | schema m.a\\|b__green_abcd2345 | abcd2345 | It has closed. |");
        }
    }

    @Test
    void aRequestThatCannotBeUnderstoodIsRefusedInWordsBeforeAnythingIsLookedAt() {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            WorkflowStub round = started(temporal, "{\"target\":\"prod\",\"aply\":true,\"gone\":[\"x\"]}");

            assertThatThrownBy(() -> round.getResult(JanitorReport.class))
                    .rootCause()
                    .hasMessageContaining("aply")
                    .hasMessageContaining("gone may hold only deployment ids")
                    .hasMessageContaining("Nothing was looked at");
        }
    }

    private static WorkflowStub started(TestWorkflowEnvironment temporal, String request) {
        Worker worker = temporal.newWorker("queue");
        WorkflowRegistration.register(worker);
        worker.registerActivitiesImplementations(new JanitorActivities() {
            @Override
            public JanitorReport sweep(JanitorRequest asked) {
                return new JanitorReport(asked.target(), asked.apply(), List.of(), List.of(LEFT));
            }
        });
        temporal.start();
        WorkflowStub round = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        Janitor.TYPE,
                        WorkflowOptions.newBuilder().setTaskQueue("queue").build());
        round.start(Stage.json(request));
        return round;
    }
}

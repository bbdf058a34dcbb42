package dev.cutover.e2e.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.phase.Phase;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;

/** One deployment, commanded by the CLI and watched without the help of any worker. */
public final class Deployment {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final String workflowId;
    private final Cli cli;

    Deployment(WorkflowServiceStubs stubs, String namespace, String workflowId, Cli cli) {
        this.stubs = stubs;
        this.namespace = namespace;
        this.workflowId = workflowId;
        this.cli = cli;
    }

    /**
     * What the server knows, with or without a worker.
     *
     * @param phase the search attribute; empty before the first
     * @param status whether it runs or how it was closed
     * @param working whether some worker is in the middle of an activity
     * @param events length of its history
     */
    public record Seen(String phase, WorkflowExecutionStatus status, boolean working, long events) {
        /** Whether it runs. */
        public boolean running() {
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        }
    }

    /** Starts it as the documentation says. */
    public Answer start(String input) {
        return cli.run(
                "workflow",
                "start",
                "--type",
                "BlueGreenDeployment",
                "--task-queue",
                "cutover",
                "--workflow-id",
                workflowId,
                "--fail-existing",
                "--input",
                input);
    }

    /** Sends a signal; the CLI says "succeeded" whatever becomes of it. */
    public Answer signal(String name, String input) {
        return cli.run("workflow", "signal", "--workflow-id", workflowId, "--name", name, "--input", input);
    }

    /** Sends an update and waits for its answer. */
    public Answer update(String name, String input) {
        return cli.run("workflow", "update", "execute", "--workflow-id", workflowId, "--name", name, "--input", input);
    }

    /** Cancels it. */
    public Answer cancel() {
        return cli.run("workflow", "cancel", "--workflow-id", workflowId);
    }

    /** Asks a query and returns its one result. */
    public JsonNode query(String name) {
        return cli.run("workflow", "query", "--workflow-id", workflowId, "--name", name, "-o", "json")
                .json()
                .get("queryResult")
                .get(0);
    }

    /** Waits for the end and returns what {@code temporal workflow result} says. */
    public Answer result() {
        return cli.run("workflow", "result", "--workflow-id", workflowId, "-o", "json");
    }

    /** Approves the plan that the deployment shows, by the signal. */
    public void approve() {
        signal("approve", decision()).succeeded();
    }

    /** Rejects the plan that the deployment shows, by the signal. */
    public void reject() {
        signal("reject", decision()).succeeded();
    }

    private String decision() {
        return "{\"by\":\"tester\",\"planHash\":\""
                + query("status").get("planHash").textValue() + "\"}";
    }

    /** What the server knows now. */
    public Seen see() {
        DescribeWorkflowExecutionResponse description = stubs.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build());
        Payload phase = description
                .getWorkflowExecutionInfo()
                .getSearchAttributes()
                .getIndexedFieldsMap()
                .get(SearchAttributes.PHASE.getName());
        return new Seen(
                phase == null ? "" : phase.getData().toStringUtf8().replace("\"", ""),
                description.getWorkflowExecutionInfo().getStatus(),
                description.getPendingActivitiesList().stream()
                        .anyMatch(
                                activity -> activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED),
                description.getWorkflowExecutionInfo().getHistoryLength());
    }

    /** Waits until it is in a phase. */
    public Seen awaitPhase(Phase phase) {
        return await(phase, false);
    }

    /** Waits until it is in a phase and a worker works on it. */
    public Seen awaitWork(Phase phase) {
        return await(phase, true);
    }

    private Seen await(Phase phase, boolean working) {
        String wanted = phase.name();
        return Await.until(
                workflowId + " to be " + wanted,
                PATIENCE,
                this::seeRunning,
                seen -> seen.phase().equals(wanted) && (seen.working() || !working));
    }

    /** What the server knows of a deployment that has to be running: nobody waits for what cannot come any more. */
    private Seen seeRunning() {
        Seen seen = see();
        if (!seen.running()) {
            throw new AssertionError(workflowId + " has ended: " + seen + "\n" + result());
        }
        return seen;
    }

    /** Waits until it has ended. */
    public Seen awaitEnd() {
        return Await.until(workflowId + " to end", PATIENCE, this::see, seen -> !seen.running());
    }
}

package dev.cutover.starter.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.readiness.Readiness;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what the server knows of a run: above all the heartbeats of the activity that waits for hydration. */
final class Glimpses {
    private static final String AWAIT_READINESS = "AwaitReadiness";

    private Glimpses() {}

    static Glimpse of(WorkflowServiceStubs stubs, String namespace, String workflowId) {
        DescribeWorkflowExecutionResponse run = stubs.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build());
        List<PendingActivityInfo> activities = run.getPendingActivitiesList();
        return new Glimpse(
                run.getWorkflowExecutionInfo().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
                run.getWorkflowExecutionInfo().getExecution().getRunId(),
                activities.stream()
                        .map(Glimpses::readiness)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                run.getWorkflowExecutionInfo().getHistoryLength(),
                activities.stream()
                        .flatMap(activity -> trouble(activity).stream())
                        .toList());
    }

    private static Readiness readiness(PendingActivityInfo activity) {
        if (!activity.getActivityType().getName().equals(AWAIT_READINESS) || !activity.hasHeartbeatDetails()) {
            return null;
        }
        JsonNode details = DefaultDataConverter.STANDARD_INSTANCE.fromPayloads(
                0, Optional.of(activity.getHeartbeatDetails()), JsonNode.class, JsonNode.class);
        return details == null || !details.hasNonNull("verdict") ? null : Json.read(details, Readiness.class);
    }

    private static Optional<String> trouble(PendingActivityInfo activity) {
        if (activity.getAttempt() < 2 || !activity.hasLastFailure()) {
            return Optional.empty();
        }
        return Optional.of(activity.getActivityType().getName() + " is tried again (attempt " + activity.getAttempt()
                + "): " + activity.getLastFailure().getMessage());
    }
}

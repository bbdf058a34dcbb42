package dev.cutover.starter.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.status.Building;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Optional;

/** Reads what the server knows of a run: above all the heartbeats of what builds green or waits for its hydration. */
final class Glimpses {
    private static final String AWAIT_READINESS = "AwaitReadiness";
    private static final String DEPLOY = "Deploy";

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
                heartbeat(activities, AWAIT_READINESS, "verdict", Readiness.class),
                heartbeat(activities, DEPLOY, "total", Building.class),
                run.getWorkflowExecutionInfo().getHistoryLength(),
                activities.stream()
                        .flatMap(activity -> trouble(activity).stream())
                        .toList());
    }

    /** What an activity's last heartbeat carries; null when it does not run, or carries something without this field. */
    private static <T> T heartbeat(List<PendingActivityInfo> activities, String name, String field, Class<T> type) {
        return activities.stream()
                .filter(activity -> activity.getActivityType().getName().equals(name) && activity.hasHeartbeatDetails())
                .map(Glimpses::details)
                .filter(details -> details != null && details.hasNonNull(field))
                .findFirst()
                .map(details -> Json.read(details, type))
                .orElse(null);
    }

    private static JsonNode details(PendingActivityInfo activity) {
        return DefaultDataConverter.STANDARD_INSTANCE.fromPayloads(
                0, Optional.of(activity.getHeartbeatDetails()), JsonNode.class, JsonNode.class);
    }

    private static Optional<String> trouble(PendingActivityInfo activity) {
        if (activity.getAttempt() < 2 || !activity.hasLastFailure()) {
            return Optional.empty();
        }
        return Optional.of(activity.getActivityType().getName() + " is tried again (attempt " + activity.getAttempt()
                + "): " + activity.getLastFailure().getMessage());
    }
}

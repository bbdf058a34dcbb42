package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.cutover.workflows.DeploymentId;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.request.ParsedRequest;
import dev.cutover.workflows.request.RequestParser;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a deployment has made out of the history of its last run. A workflow that was terminated or timed out answers no
 * query (Temporal's Java SDK does not replay it), but what its steps have reported, and what a former run handed over, is in its
 * events as it is for everybody else: the same ids, no more and no fewer.
 */
public final class RecordedBelongings {
    private final String workflowId;
    private final DataConverter converter;
    private final Map<Long, String> steps = new HashMap<>();

    private String deployment;
    private Duration holdFor;
    private Plan plan;
    private Inventory inventory;
    private boolean cloneStarted;
    private boolean swapAttempted;
    private boolean promoted;
    private boolean revertAttempted;
    private boolean failedInProduction;
    private Instant holdUntil;

    private RecordedBelongings(String workflowId, DataConverter converter) {
        this.workflowId = workflowId;
        this.converter = converter;
    }

    /**
     * What the run has made as far as its steps have reported it; what it has not heard of is found like that of a run which
     * was killed in the middle of a step.
     *
     * @param converter how workers write payloads
     * @throws io.temporal.common.converter.DataConverterException when an event holds something else than a deployment's does
     */
    public static Belongings read(WorkflowExecutionHistory history, DataConverter converter) {
        RecordedBelongings read =
                new RecordedBelongings(history.getWorkflowExecution().getWorkflowId(), converter);
        history.getEvents().forEach(read::event);
        return new Belongings(
                read.deployment,
                read.plan,
                read.inventory,
                read.cloneStarted,
                read.swapAttempted,
                read.promoted,
                read.revertAttempted,
                read.holdUntil,
                read.holdFor,
                null);
    }

    private void event(HistoryEvent event) {
        switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> started(event.getWorkflowExecutionStartedEventAttributes());
            case EVENT_TYPE_WORKFLOW_TASK_STARTED -> heard(at(event));
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
                scheduled(
                        event.getEventId(),
                        event.getActivityTaskScheduledEventAttributes()
                                .getActivityType()
                                .getName());
            case EVENT_TYPE_ACTIVITY_TASK_COMPLETED ->
                completed(event.getActivityTaskCompletedEventAttributes(), at(event));
            case EVENT_TYPE_ACTIVITY_TASK_FAILED ->
                gaveUp(event.getActivityTaskFailedEventAttributes().getScheduledEventId(), at(event));
            case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT ->
                gaveUp(event.getActivityTaskTimedOutEventAttributes().getScheduledEventId(), at(event));
            default -> {
                // Timers, messages and markers change nothing that exists.
            }
        }
    }

    private void started(WorkflowExecutionStartedEventAttributes start) {
        deployment = DeploymentId.of(workflowId, start.getFirstExecutionRunId());
        JsonNode request = payload(start.getInput(), 0, JsonNode.class).orElse(null);
        if (RequestParser.parse(request) instanceof ParsedRequest.Understood understood) {
            holdFor = understood.request().holdFor();
        }
        Carried carried =
                Carried.read(payload(start.getInput(), 1, JsonNode.class).orElse(null));
        if (carried != null) {
            deployment = carried.deployment();
            plan = carried.plan();
            inventory = carried.inventory();
            cloneStarted = inventory != null;
            swapAttempted = carried.swapAttempted();
            promoted = carried.promotion() != null;
            holdUntil = carried.holdUntil();
        }
    }

    /** The hold is counted from the moment at which the workflow hears of what begins it, which is when its task starts. */
    private void heard(Instant at) {
        if (promoted && holdUntil == null && holdFor != null) {
            holdUntil = at.plus(holdFor);
        }
        if (failedInProduction) {
            failedInProduction = false;
            holdUntil = at.plus(Verification.KEPT);
        }
    }

    /** Old production is wanted most where the new one is bad: it is kept even if the workflow never came to hear of it. */
    private void failedInProduction(Instant at) {
        failedInProduction = true;
        holdUntil = at.plus(Verification.KEPT);
    }

    private void gaveUp(long scheduled, Instant at) {
        if ("Verify".equals(steps.get(scheduled))) {
            failedInProduction(at);
        }
    }

    private static Instant at(HistoryEvent event) {
        Timestamp time = event.getEventTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private void scheduled(long event, String step) {
        steps.put(event, step);
        cloneStarted |= step.equals("Clone");
        swapAttempted |= step.equals("Promote");
        revertAttempted |= step.equals("Revert");
    }

    private void completed(ActivityTaskCompletedEventAttributes event, Instant at) {
        Payloads result = event.getResult();
        switch (steps.getOrDefault(event.getScheduledEventId(), "")) {
            case "Plan" ->
                payload(result, 0, Planning.class)
                        .filter(Planning.Planned.class::isInstance)
                        .ifPresent(planning -> plan = ((Planning.Planned) planning).plan());
            case "Clone", "Deploy" -> payload(result, 0, Inventory.class).ifPresent(reported -> inventory = reported);
            case "Promote" ->
                promoted |= payload(result, 0, PromotionResult.class)
                        .filter(PromotionResult.Promoted.class::isInstance)
                        .isPresent();
            case "Burn" ->
                promoted |= payload(result, 0, BurnResult.class)
                        .filter(BurnResult.AlreadyPromoted.class::isInstance)
                        .isPresent();
            case "Verify" ->
                payload(result, 0, VerificationReport.class)
                        .filter(report -> !report.passed())
                        .ifPresent(report -> failedInProduction(at));
            default -> {
                // Every other step reports nothing that exists or is to be kept.
            }
        }
    }

    private <T> Optional<T> payload(Payloads payloads, int index, Class<T> type) {
        return payloads.getPayloadsCount() <= index
                ? Optional.empty()
                : Optional.ofNullable(converter.fromPayloads(index, Optional.of(payloads), type, type));
    }
}

package dev.cutover.faults.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Judges a deployment by what Temporal recorded of it, without believing what the deployment says of itself. */
final class HistoryJudge {
    /** The server ends a block of a swap that stands still for longer; what was sent in time may commit so much later. */
    private static final Duration BLOCK = Duration.ofSeconds(60);

    private final List<HistoryEvent> events;
    private final WorkflowExecutionHistory history;
    private final BiFunction<Wrong, String, Finding> wrong;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A judge of one history.
     *
     * @param wrong makes a finding
     */
    HistoryJudge(WorkflowExecutionHistory history, BiFunction<Wrong, String, Finding> wrong) {
        this.history = history;
        this.events = history.getEvents();
        this.wrong = wrong;
    }

    /**
     * What is wrong with it.
     *
     * @param swaps the commits of swaps, not swaps back, that belong to this deployment
     */
    List<Finding> judge(List<SwapSeen> swaps) {
        swaps.stream().filter(swap -> !swap.back()).forEach(this::approved);
        replay();
        return findings;
    }

    private void approved(SwapSeen swap) {
        Optional<JsonNode> sent = lastPromoteBefore(swap.at());
        if (sent.isEmpty()) {
            findings.add(wrong.apply(Wrong.UNAPPROVED, "a swap before any step that promotes was scheduled"));
            return;
        }
        String planHash = sent.get().path("plan").path("hash").asText();
        Instant notAfter = Instant.parse(sent.get().path("notAfter").asText());
        if (!approvedBefore(swap.at(), planHash)) {
            findings.add(wrong.apply(Wrong.UNAPPROVED, "nobody had approved plan " + planHash + " before the swap"));
        }
        if (swap.at().isAfter(notAfter.plus(BLOCK))) {
            findings.add(wrong.apply(
                    Wrong.UNAPPROVED, "the approval died at " + notAfter + ", the swap was at " + swap.at()));
        }
    }

    private Optional<JsonNode> lastPromoteBefore(Instant moment) {
        return events.stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .filter(event -> at(event).isBefore(moment))
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .filter(scheduled -> scheduled.getActivityType().getName().equals(Place.PROMOTE.activity()))
                .reduce((former, later) -> later)
                .map(ActivityTaskScheduledEventAttributes::getInput)
                .map(HistoryJudge::json);
    }

    private boolean approvedBefore(Instant moment, String planHash) {
        return events.stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .filter(event -> at(event).isBefore(moment))
                .map(HistoryEvent::getWorkflowExecutionSignaledEventAttributes)
                .filter(signal -> signal.getSignalName().equals("approve"))
                .map(WorkflowExecutionSignaledEventAttributes::getInput)
                .map(input -> json(input).path("planHash").asText())
                .anyMatch(hash -> hash.length() >= 8 && planHash.startsWith(hash));
    }

    private void replay() {
        TestWorkflowEnvironment temporal =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.getDefaultInstance());
        try {
            Worker worker = temporal.newWorker("replay");
            WorkflowRegistration.register(worker);
            WorkflowReplayer.replayWorkflowExecution(untilTerminated(), worker);
        } catch (Exception e) {
            findings.add(wrong.apply(
                    Wrong.REPLAY, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        } finally {
            temporal.close();
        }
    }

    /** What an operator ended from outside is no event of the workflow's own. */
    private WorkflowExecutionHistory untilTerminated() {
        History kept = History.newBuilder()
                .addAllEvents(events.stream()
                        .filter(event -> !event.hasWorkflowExecutionTerminatedEventAttributes())
                        .toList())
                .build();
        return new WorkflowExecutionHistory(kept, history.getWorkflowExecution().getWorkflowId());
    }

    private static Instant at(HistoryEvent event) {
        return Instant.ofEpochSecond(
                event.getEventTime().getSeconds(), event.getEventTime().getNanos());
    }

    private static JsonNode json(Payloads payloads) {
        return DefaultDataConverter.newDefaultInstance().fromPayload(payloads.getPayloads(0), JsonNode.class, JsonNode.class);
    }
}

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
import io.temporal.worker.WorkerOptions;
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

    /** Long enough for a machine that does much else. */
    private static final long DEADLOCK_MILLIS = 60_000;

    private static final int MOST_SAID = 600;

    private final List<HistoryEvent> events;
    private final WorkflowExecutionHistory history;
    private final BiFunction<Wrong, String, Finding> wrong;

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

    /** What is wrong with the approval by which a swap, not a swap back, was made. */
    List<Finding> approval(SwapSeen swap) {
        List<Finding> findings = new ArrayList<>();
        Optional<JsonNode> sent = lastPromoteBefore(swap.at());
        if (sent.isEmpty()) {
            findings.add(wrong.apply(Wrong.UNAPPROVED, "a swap before any step that promotes was scheduled"));
            return findings;
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
        return findings;
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

    /** What is wrong when the workflow's code meets its own history. */
    List<Finding> replay() {
        TestWorkflowEnvironment temporal =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.getDefaultInstance());
        try {
            Worker worker = temporal.newWorker(
                    "replay",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                            .build());
            WorkflowRegistration.register(worker);
            WorkflowReplayer.replayWorkflowExecution(untilTerminated(), worker);
            return List.of();
        } catch (Exception e) {
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            return List.of(wrong.apply(Wrong.REPLAY, said.substring(0, Math.min(MOST_SAID, said.length()))));
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
        return DefaultDataConverter.newDefaultInstance()
                .fromPayload(payloads.getPayloads(0), JsonNode.class, JsonNode.class);
    }
}

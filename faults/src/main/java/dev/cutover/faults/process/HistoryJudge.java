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
import java.util.Set;
import java.util.function.BiFunction;

/** Judges a deployment by what Temporal recorded of it, without believing what the deployment says of itself. */
final class HistoryJudge {
    /** The server ends a block of a swap that stands still for longer; what was sent in time may commit so much later. */
    private static final Duration BLOCK = Duration.ofSeconds(60);

    /** Long enough for a machine that does much else. */
    private static final long DEADLOCK_MILLIS = 60_000;

    private static final int MOST_SAID = 600;
    private static final int SHORTEST_HASH = 8;
    private static final Set<String> VOIDING = Set.of("DRIFTED", "POLICY_CHANGED");

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
        List<HistoryEvent> before =
                events.stream().filter(event -> at(event).isBefore(swap.at())).toList();
        Optional<JsonNode> sent = before.stream()
                .filter(event -> isOf(event, Place.PROMOTE))
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .map(ActivityTaskScheduledEventAttributes::getInput)
                .map(HistoryJudge::json)
                .reduce((former, later) -> later);
        if (sent.isEmpty()) {
            findings.add(wrong.apply(Wrong.UNAPPROVED, "a swap before any step that promotes was scheduled"));
            return findings;
        }
        String planHash = sent.get().path("plan").path("hash").asText();
        Instant notAfter = Instant.parse(sent.get().path("notAfter").asText());
        Optional<String> said = firstDecision(before.subList(lastDeath(before), before.size()), planHash);
        if (!said.equals(Optional.of("approve"))) {
            findings.add(wrong.apply(
                    Wrong.UNAPPROVED,
                    "of plan " + planHash
                            + ", since its last evidence or the end of an approval, the first decision was "
                            + said.orElse("none")));
        }
        String shown = before.stream()
                .flatMap(event -> answer(event, Place.EVIDENCE).stream())
                .map(evidence -> evidence.path("greenFingerprint").asText())
                .reduce("", (former, later) -> later);
        String approved = sent.get().path("approvedGreenFingerprint").asText();
        if (!shown.isEmpty() && !shown.equals(approved)) {
            findings.add(wrong.apply(Wrong.UNAPPROVED, "green " + approved + " was swapped, shown was " + shown));
        }
        if (swap.at().isAfter(notAfter.plus(BLOCK))) {
            findings.add(wrong.apply(
                    Wrong.UNAPPROVED, "the approval died at " + notAfter + ", the swap was at " + swap.at()));
        }
        return findings;
    }

    /** What was decided before it is void: new evidence, or an attempt that found green or the policy changed. */
    private int lastDeath(List<HistoryEvent> before) {
        int last = 0;
        for (int index = 0; index < before.size(); index++) {
            boolean changed = answer(before.get(index), Place.PROMOTE)
                    .filter(result -> VOIDING.contains(result.path("result").asText()))
                    .isPresent();
            if (changed || answer(before.get(index), Place.EVIDENCE).isPresent()) {
                last = index + 1;
            }
        }
        return last;
    }

    /** The first decision that names the plan counts. */
    private static Optional<String> firstDecision(List<HistoryEvent> after, String planHash) {
        return after.stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .map(HistoryEvent::getWorkflowExecutionSignaledEventAttributes)
                .filter(signal -> List.of("approve", "reject").contains(signal.getSignalName()))
                .filter(signal -> {
                    String hash = json(signal.getInput()).path("planHash").asText();
                    return hash.length() >= SHORTEST_HASH && planHash.startsWith(hash);
                })
                .map(WorkflowExecutionSignaledEventAttributes::getSignalName)
                .findFirst();
    }

    private static boolean isOf(HistoryEvent event, Place place) {
        return event.hasActivityTaskScheduledEventAttributes()
                && event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals(place.activity());
    }

    /** What a step has answered, when an event is that answer. */
    private Optional<JsonNode> answer(HistoryEvent event, Place place) {
        if (!event.hasActivityTaskCompletedEventAttributes()) {
            return Optional.empty();
        }
        long scheduled = event.getActivityTaskCompletedEventAttributes().getScheduledEventId();
        return events.stream()
                .filter(each -> each.getEventId() == scheduled && isOf(each, place))
                .findFirst()
                .map(found ->
                        json(event.getActivityTaskCompletedEventAttributes().getResult()));
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

package dev.cutover.faults.process;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    private final Notes notes;

    /**
     * A judge of one history.
     *
     * @param notes gets what is wrong
     */
    HistoryJudge(WorkflowExecutionHistory history, Notes notes) {
        this.history = history;
        this.events = history.getEvents();
        this.notes = notes;
    }

    /** Whether the deployment came so far that there may be something of it. */
    boolean hasMade() {
        return events.stream().anyMatch(event -> isOf(event, Place.CLONE));
    }

    /** What a swap, not a swap back, had to move. */
    Optional<Moved> moved(SwapSeen swap) {
        return sent(before(swap))
                .map(sent -> new Moved(ids(sent.path("plan"), "blueId"), ids(sent.path("inventory"), "id")));
    }

    private static Set<String> ids(JsonNode side, String field) {
        Set<String> ids = new TreeSet<>();
        for (String kind : List.of("schema", "cluster")) {
            for (JsonNode each : side.path(kind + "s")) {
                if (each.hasNonNull(field)) {
                    ids.add(kind + " " + each.path(field).asText());
                }
            }
        }
        return ids;
    }

    private List<HistoryEvent> before(SwapSeen swap) {
        return events.stream().filter(event -> at(event).isBefore(swap.at())).toList();
    }

    /** What the last step that promotes was given. */
    private static Optional<JsonNode> sent(List<HistoryEvent> before) {
        return before.stream()
                .filter(event -> isOf(event, Place.PROMOTE))
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .map(ActivityTaskScheduledEventAttributes::getInput)
                .map(HistoryJudge::json)
                .reduce((former, later) -> later);
    }

    /** Notes what is wrong with the approval by which a swap, not a swap back, was made. */
    void approval(SwapSeen swap) {
        List<HistoryEvent> before = before(swap);
        Optional<JsonNode> sent = sent(before);
        if (sent.isEmpty()) {
            notes.wrong(Wrong.UNAPPROVED, "a swap before any step that promotes was scheduled");
            return;
        }
        String planHash = sent.get().path("plan").path("hash").asText();
        Instant notAfter = Instant.parse(sent.get().path("notAfter").asText());
        Optional<String> said = firstDecision(before.subList(lastDeath(before), before.size()), planHash);
        if (!said.equals(Optional.of("approve"))) {
            notes.wrong(
                    Wrong.UNAPPROVED,
                    "of plan " + planHash
                            + ", since its last evidence or the end of an approval, the first decision was "
                            + said.orElse("none"));
        }
        String shown = before.stream()
                .flatMap(event -> answer(event, Place.EVIDENCE).stream())
                .map(evidence -> evidence.path("greenFingerprint").asText())
                .reduce("", (former, later) -> later);
        String approved = sent.get().path("approvedGreenFingerprint").asText();
        if (!shown.isEmpty() && !shown.equals(approved)) {
            notes.wrong(Wrong.UNAPPROVED, "green " + approved + " was swapped, shown was " + shown);
        }
        if (swap.at().isAfter(notAfter.plus(BLOCK))) {
            notes.wrong(Wrong.UNAPPROVED, "the approval died at " + notAfter + ", the swap was at " + swap.at());
        }
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

    static boolean isOf(HistoryEvent event, Place place) {
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

    /** Notes what is wrong when the workflow's code meets its own history. */
    void replay() {
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
        } catch (Exception e) {
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            notes.wrong(Wrong.REPLAY, said.substring(0, Math.min(MOST_SAID, said.length())));
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

    static Instant at(HistoryEvent event) {
        return Instant.ofEpochSecond(
                event.getEventTime().getSeconds(), event.getEventTime().getNanos());
    }

    private static JsonNode json(Payloads payloads) {
        return DefaultDataConverter.newDefaultInstance()
                .fromPayload(payloads.getPayloads(0), JsonNode.class, JsonNode.class);
    }
}

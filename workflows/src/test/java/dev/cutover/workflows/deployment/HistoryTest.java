package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.Turn;
import dev.cutover.workflows.status.Status;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A history stays small however long green hydrates, and a flood of messages does not end a deployment. */
class HistoryTest {
    /** At most thirty seconds apart, they take a little less than two hours. */
    private static final int LOOKS = 200;

    @Test
    void fiveDaysOfHydrationStayBelowTwoHundredEvents() {
        try (Stage stage = RenewalTest.under(RenewalTest.onlyWhenAsked())) {
            long fiveDays = Duration.ofDays(5).toMillis();
            long[] began = new long[1];
            stage.world.readiness.always(input -> {
                long now = Activity.getExecutionContext().getInfo().getCurrentAttemptScheduledTimestamp();
                began[0] = began[0] == 0 ? now : began[0];
                long left = began[0] + fiveDays - now;
                if (left <= 0) {
                    return Samples.ready();
                }
                if (Activity.getExecutionContext().getInfo().getAttempt() == 1) {
                    throw FakeWorld.takingLong(
                            Duration.ofMillis(Math.min(left, input.quietFor().toMillis())));
                }
                return Samples.notReady("hydrated " + now);
            });
            stage.start(
                    "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"hydrationTimeout\":\"7d\",\"approvalExpiresAfter\":\"30d\"}");
            stage.pass(Duration.ofDays(8));
            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);

            assertThat(stage.world.attempts)
                    .filteredOn("AwaitReadiness"::equals)
                    .hasSizeGreaterThan(20);
            assertThat(stage.history().getEvents()).hasSizeLessThan(200);
        }
    }

    @Test
    void waitingInTheQueueCostsNoEventsHoweverOftenItIsLooked() {
        try (Stage stage = RenewalTest.under(RenewalTest.onlyWhenAsked())) {
            Ahead other = Samples.ahead("shop-a");
            stage.world.turn.then(new Turn(List.of(other)));
            AtomicInteger looks = new AtomicInteger();
            stage.world.turn.always(input -> {
                if (looks.incrementAndGet() <= LOOKS) {
                    throw ApplicationFailure.newFailure("Not yet.", "NOT_YET");
                }
                return new Turn(List.of());
            });
            stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"onConflict\":\"QUEUE\"}");
            stage.pass(Duration.ofHours(2));
            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);

            assertThat(stage.world.attempts).filteredOn("AwaitTurn"::equals).hasSizeGreaterThan(LOOKS);
            assertThat(stage.history().getEvents()).hasSizeLessThan(120);
        }
    }

    @Test
    void aFloodOfMessagesContinuesInANewRunThatHasForgottenNothing() {
        try (Stage stage = Stage.empty().start()) {
            Status before = stage.await(Phase.AWAITING_DECISION);
            stage.signal("approve", "{\"by\":\"eve\",\"planHash\":\"" + Samples.OTHER_HASH + "\"}");
            flood(stage);

            // A new run is handed no details, so that it collects them again.
            Status after = stage.await(status -> RenewalTest.collections(stage) == 2
                    && stage.workflow()
                            .query("evidence", EvidenceAnswer.class)
                            .evidence()
                            .equals(Samples.evidence()));

            assertThat(after.deployment()).isEqualTo(before.deployment());
            assertThat(after.deadline()).isEqualTo(before.deadline());
            assertThat(after.planHash()).isEqualTo(before.planHash());
            assertThat(after.ignored()).hasSize(20);
            stage.approve();
            Outcome outcome = stage.result();
            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.workflow().query("audit", Audit.class).happenings())
                    .extracting(Happening::kind)
                    .containsExactly(
                            Happening.Kind.EVIDENCE_COLLECTED,
                            Happening.Kind.EVIDENCE_COLLECTED,
                            Happening.Kind.PROMOTED);
            assertThat(stage.world.attempts)
                    .containsExactly(
                            "Plan",
                            "Clone",
                            "Deploy",
                            "AwaitReadiness",
                            "CollectEvidence",
                            "CollectEvidence",
                            "Promote",
                            "PointSinks RETIRED",
                            "Drop RETIRED");
        }
    }

    /** Sends so many messages that the deployment goes on in a new run. */
    static void flood(Stage stage) {
        for (int i = 0; i < 500; i++) {
            stage.signal("aprove", Stage.APPROVAL);
        }
        stage.await(now -> firstEvent(stage)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getContinuedExecutionRunId()
                        .length()
                > 0);
    }

    @Test
    void aFloodInTheHoldContinuesInANewRunThatCanStillRevert() {
        try (Stage stage = Stage.empty().start().approve()) {
            Status before = stage.await(Phase.HOLDING);
            for (int i = 0; i < 500; i++) {
                stage.signal("rvert", "{\"by\":\"ann\"}");
            }
            stage.await(now -> firstEvent(stage)
                            .getWorkflowExecutionStartedEventAttributes()
                            .getContinuedExecutionRunId()
                            .length()
                    > 0);
            assertThat(stage.status().deadline()).isEqualTo(before.deadline());

            stage.signal("revert", "{\"by\":\"ann\"}");

            assertThat(stage.result().outcome()).isEqualTo(Ending.REVERTED);
            assertThat(stage.world.attempts).containsOnlyOnce("Promote");
            assertThat(stage.status().decisions()).hasSize(1);
        }
    }

    @Test
    void everyActivityAndTimerCarriesASummary() {
        try (Stage stage = Stage.empty().start().approve()) {
            stage.result();

            List<HistoryEvent> labelled = stage.history().getEvents().stream()
                    .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
                            || event.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)
                    .toList();

            assertThat(labelled)
                    .hasSize(12)
                    .allMatch(event ->
                            event.getUserMetadata().getSummary().getData().size() > 5);
        }
    }

    private static HistoryEvent firstEvent(Stage stage) {
        return stage.history().getEvents().get(0);
    }
}

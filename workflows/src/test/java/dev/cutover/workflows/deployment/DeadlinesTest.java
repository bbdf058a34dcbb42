package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every wait ends by itself (P5). */
class DeadlinesTest {
    private static final RuntimeException AWAY = FakeWorld.takingLong(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Clone", "Deploy", "CollectEvidence"})
    void aStepThatNeverSucceedsFailsTheDeploymentWithItsLastError(String step) {
        try (Stage stage = Stage.empty()) {
            stage.world.script(step).alwaysFail(AWAY);

            Outcome outcome = stage.start().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason()).contains("in the time that it has", "connection refused", step);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void anOutageOfAnHourIsWaitedOut() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.thenFail(AWAY);
            stage.world.clone.thenFail(AWAY);
            stage.world.deploy.thenFail(AWAY);
            stage.world.evidence.thenFail(AWAY);
            stage.start();
            stage.pass(Duration.ofHours(5));

            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void greenThatIsNotReadyInTimeFailsAndSaysWhatItWaitedFor() {
        try (Stage stage = Stage.empty()) {
            stage.world.readiness.then(Samples.notReady("hydrated on 0 of 1 replicas"));
            stage.world.readiness.alwaysFail(AWAY);

            Outcome outcome = stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"hydrationTimeout\":\"3h\"}")
                    .failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .startsWith("Green was not ready within 3h.")
                    .contains("materialize.shop.orders: NOT_HYDRATED, hydrated on 0 of 1 replicas");
            assertThat(between(outcome, Phase.HYDRATING, Phase.COMPENSATING))
                    .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusMinutes(1));
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void greenOfWhichSomethingIsGoneFailsAtTheSecondReportInsteadOfWaiting() {
        try (Stage stage = Stage.empty()) {
            stage.world.readiness.then(Samples.gone()).then(Samples.gone());

            Outcome outcome = stage.start().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason()).contains("is gone", "materialized view orders does not exist");
            assertThat(stage.world.attempts)
                    .filteredOn("AwaitReadiness"::equals)
                    .hasSize(2);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void greenThatWasMissingInOneReportOnlyIsPromoted() {
        try (Stage stage = Stage.empty()) {
            stage.world.readiness.then(Samples.gone());

            assertThat(stage.start().approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aFailingReplicaIsShownAndWaitedForBecauseSomebodyMayResizeIt() {
        try (Stage stage = Stage.empty()) {
            AtomicInteger polls = new AtomicInteger();
            stage.world.readiness.always(input -> {
                if (polls.incrementAndGet() == 1) {
                    return Samples.failing();
                }
                if (polls.get() == 2) {
                    throw FakeWorld.takingLong(Duration.ofMinutes(10));
                }
                return Samples.ready();
            });
            stage.start();
            Status status = stage.await(now -> now.readiness() != null);
            assertThat(status.phase()).isEqualTo(Phase.HYDRATING);
            assertThat(status.waitingFor()).contains("replica r1 was out of memory 5 times");
            stage.pass(Duration.ofMinutes(11));

            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void nobodyDecidingEndsExpired() {
        try (Stage stage = Stage.empty()) {
            Outcome outcome = stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"approvalExpiresAfter\":\"2h\"}")
                    .result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.reason()).isEqualTo("Nobody decided on plan 0123456789ab in time.");
            assertThat(between(outcome, Phase.AWAITING_DECISION, Phase.COMPENSATING))
                    .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(1));
            assertThat(stage.world.attempts).doesNotContain("Promote", "Burn");
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void aDecisionLongAfterTheStartCounts() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofHours(23));

            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void theHoldEndsByItself() {
        try (Stage stage = Stage.empty()) {
            Outcome outcome = stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"holdFor\":\"7d\"}")
                    .approve()
                    .result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(between(outcome, Phase.HOLDING, Phase.CLEANING_UP))
                    .isBetween(Duration.ofDays(7), Duration.ofDays(7).plusMinutes(1));
        }
    }

    private static Duration between(Outcome outcome, Phase from, Phase to) {
        return Duration.between(since(outcome, from), since(outcome, to));
    }

    private static Instant since(Outcome outcome, Phase phase) {
        return outcome.phases().stream()
                .filter(time -> time.phase() == phase)
                .map(PhaseTime::since)
                .findFirst()
                .orElseThrow();
    }
}

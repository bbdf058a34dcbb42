package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling compensates before the swap and reverts after it (P6), in every phase. */
class CancellationTest {
    private static final RuntimeException UNDER_WAY = FakeWorld.takingLong(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "PLANNING,Plan",
        "CLONING,Clone",
        "DEPLOYING,Deploy",
        "HYDRATING,AwaitReadiness",
        "COLLECTING_EVIDENCE,CollectEvidence"
    })
    void cancellingAStepBeforeTheSwapDropsGreen(Phase phase, String step) {
        try (Stage stage = Stage.empty()) {
            stage.world.script(step).alwaysFail(UNDER_WAY);
            stage.start().awaitAttempt(step);
            assertThat(stage.status().phase()).isEqualTo(phase);

            stage.cancel();

            assertEndsCanceledAs(Ending.CANCELLED, stage);
            assertThat(stage.world.sides()).isEmpty();
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.attempts).doesNotContain("Burn");
        }
    }

    @Test
    void cancellingTheWaitForADecisionDropsGreen() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            stage.cancel();

            assertEndsCanceledAs(Ending.CANCELLED, stage);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingAnAttemptToSwapBurnsTheFenceBeforeGreenIsDropped() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.alwaysFail(UNDER_WAY);
            stage.start().approve().awaitAttempt("Promote");

            stage.cancel();

            assertEndsCanceledAs(Ending.CANCELLED, stage);
            assertThat(stage.world.burned()).isTrue();
            assertThat(stage.world.attempts).containsSubsequence("Promote", "Burn", "Drop GREEN");
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingAnAttemptWhoseSwapHadCommittedReverts() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> {
                stage.world.promoteSoundly(input);
                throw UNDER_WAY;
            });
            stage.start().approve().awaitAttempt("Promote");

            stage.cancel();

            assertEndsCanceledAs(Ending.REVERTED, stage);
            assertThat(stage.world.attempts).containsSubsequence("Promote", "Burn", "Revert", "Drop REVERTED");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingTheHoldReverts() {
        try (Stage stage = Stage.empty().start().approve()) {
            stage.await(Phase.HOLDING);

            stage.cancel();

            Outcome outcome = assertEndsCanceledAs(Ending.REVERTED, stage);
            assertThat(outcome.production()).isEqualTo("The old version is production again.");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingARevertDoesNotStopIt() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.thenFail(UNDER_WAY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", "{\"by\":\"ann\"}");
            stage.awaitAttempt("Revert");

            stage.cancel();

            assertEndsCanceledAs(Ending.REVERTED, stage);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingTheCleanupFinishesIt() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.thenFail(UNDER_WAY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("finish", "{\"by\":\"ann\"}");
            stage.awaitAttempt("Drop RETIRED");

            stage.cancel();

            assertEndsCanceledAs(Ending.PROMOTED, stage);
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.NEW);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingACompensationFinishesIt() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.thenFail(UNDER_WAY);
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("reject", Stage.APPROVAL);
            stage.awaitAttempt("Drop GREEN");

            stage.cancel();

            assertEndsCanceledAs(Ending.REJECTED, stage);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void cancellingBetweenTwoAttemptsToSwapBurnsTheFence() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input ->
                    new dev.cutover.workflows.promotion.PromotionResult.Busy("ALTER SCHEMA a SWAP WITH b", 9, 30));
            stage.start().approve();
            stage.await(
                    status -> status.waitingFor() != null && status.waitingFor().contains("ALTER SCHEMA"));

            stage.cancel();

            assertEndsCanceledAs(Ending.CANCELLED, stage);
            assertThat(stage.world.burned()).isTrue();
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    /** A cancelled run always closes as Canceled; how the deployment ended is in its status, its memo and its columns. */
    private static Outcome assertEndsCanceledAs(Ending ending, Stage stage) {
        assertThat(catchThrowable(stage::result)).hasCauseInstanceOf(CanceledFailure.class);
        Status status = stage.status();
        assertThat(status.outcome()).isEqualTo(ending);
        assertThat(status.phase()).isEqualTo(Phase.DONE);
        Outcome outcome = stage.memo();
        assertThat(outcome.outcome()).isEqualTo(ending);
        assertThat(outcome.left()).isEmpty();
        return outcome;
    }
}

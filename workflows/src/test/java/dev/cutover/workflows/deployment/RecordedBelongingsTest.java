package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Verification.OnFailure;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The history of a deployment that answers no query any more says the same as the deployment would. */
class RecordedBelongingsTest {
    private static final RuntimeException UNDER_WAY = FakeWorld.takingLong(Duration.ofHours(1));

    @Test
    void whileGreenIsCreatedNothingButThePlanIsKnown() {
        try (Stage stage = Stage.empty()) {
            stage.world.clone.alwaysFail(UNDER_WAY);
            stage.start().awaitAttempt("Clone");

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.plan()).isNotNull();
            assertThat(read.inventory()).isNull();
            assertThat(read.cloneStarted()).isTrue();
        }
    }

    @Test
    void whileADecisionIsAwaitedGreenIsKnownById() {
        try (Stage stage = Stage.empty()) {
            stage.start().await(Phase.AWAITING_DECISION);

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.inventory().objects()).isNotEmpty();
            assertThat(read.swapAttempted()).isFalse();
        }
    }

    @Test
    void aSwapThatIsUnderWayMayHaveBeenSent() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.alwaysFail(UNDER_WAY);
            stage.start().approve().awaitAttempt("Promote");

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.swapAttempted()).isTrue();
            assertThat(read.promoted()).isFalse();
        }
    }

    @Test
    void theHoldIsKnownToItsEnd() {
        try (Stage stage = Stage.empty()) {
            stage.start().approve().await(Phase.HOLDING);

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.promoted()).isTrue();
            assertThat(read.holdUntil()).isNotNull();
        }
    }

    @Test
    void theTimeForAPersonAfterAFailedVerificationIsKnown() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.HOLD)) {
            stage.world.verification.then(VerificationFlowTest.FAILED);
            stage.start().approve().await(Phase.HOLDING);

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.holdUntil())
                    .isAfter(Instant.ofEpochMilli(stage.now()).plus(Duration.ofDays(6)));
        }
    }

    @Test
    void theTimeForAPersonAfterAVerificationThatNobodyCouldCarryOutIsKnown() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.REVERT)) {
            stage.world.verification.thenFail(FakeWorld.refusing(FailureType.PERMISSION_DENIED, "It was refused."));
            stage.start().approve().await(Phase.HOLDING);

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.holdUntil())
                    .isAfter(Instant.ofEpochMilli(stage.now()).plus(Duration.ofDays(6)));
        }
    }

    @Test
    void whileWhatFailedInProductionIsSwappedBackOldProductionIsStillKept() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.REVERT)) {
            stage.world.verification.then(VerificationFlowTest.FAILED);
            stage.world.revert.alwaysFail(UNDER_WAY);
            stage.start().approve().awaitAttempt("Revert");

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.revertAttempted()).isTrue();
            assertThat(read.holdUntil())
                    .isAfter(Instant.ofEpochMilli(stage.now()).plus(Duration.ofDays(6)));
        }
    }

    @Test
    void aVerificationThatHeldLeavesTheHoldAsItWas() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.HOLD)) {
            stage.start().approve().await(Phase.HOLDING);

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.holdUntil())
                    .isBefore(Instant.ofEpochMilli(stage.now()).plus(Duration.ofDays(6)));
        }
    }

    @Test
    void aSwapBackThatIsUnderWayMayHaveBeenSent() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.alwaysFail(UNDER_WAY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", "{\"by\":\"ann\"}");
            stage.awaitAttempt("Revert");

            assertThat(asItWouldAnswer(stage).revertAttempted()).isTrue();
        }
    }

    @Test
    void aSwapThatOnlyTheBurnedFenceShowedIsKnown() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> {
                stage.world.promoteSoundly(input);
                throw FakeWorld.refusing(FailureType.PERMISSION_DENIED, "It was refused.");
            });
            stage.start().approve().await(Phase.HOLDING);

            assertThat(asItWouldAnswer(stage).promoted()).isTrue();
        }
    }

    @Test
    void whatAFormerRunHandedOverIsKnown() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.always(input -> {
                if (input.side() == Side.RETIRED) {
                    throw UNDER_WAY;
                }
                return null;
            });
            stage.start().approve().await(Phase.HOLDING);
            String first = stage.history().getWorkflowExecution().getRunId();
            for (int i = 0; i < 500; i++) {
                stage.signal("rvert", "{\"by\":\"ann\"}");
            }
            stage.await(status -> !runId(stage).equals(first));
            stage.signal("finish", "{\"by\":\"ann\"}");
            stage.awaitAttempt("Drop RETIRED");

            Belongings read = asItWouldAnswer(stage);

            assertThat(read.promoted()).isTrue();
            assertThat(read.inventory().objects()).isNotEmpty();
        }
    }

    private static Belongings asItWouldAnswer(Stage stage) {
        Belongings answer = stage.workflow().query(BlueGreenDeployment.BELONGINGS, Belongings.class);
        stage.workflow().terminate("for the test");
        Belongings read = RecordedBelongings.read(stage.history(), WorkflowRegistration.dataConverter());
        assertThat(read).isEqualTo(answer);
        return read;
    }

    private static String runId(Stage stage) {
        WorkflowExecutionMetadata now = stage.workflow().describe();
        return now.getExecution().getRunId();
    }
}

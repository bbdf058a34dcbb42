package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.status.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking a promotion back within the hold, and ending the hold early. */
class RevertTest {
    private static final String ORDER = "{\"by\":\"ann\",\"reason\":\"totals are off\"}";
    private static final RevertResult BUSY = new RevertResult.Busy("ALTER SCHEMA shop SWAP WITH retired", 9);

    @Test
    void aSignalSwapsOldProductionBackAndDropsTheNewVersion() {
        try (Stage stage = holding()) {
            stage.signal("revert", ORDER);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.REVERTED);
            assertThat(outcome.reason()).contains("Reverted by ann: totals are off.");
            assertThat(outcome.production()).isEqualTo("The old version is production again.");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void anUpdateSwapsBackAndAnswersAtOnce() {
        try (Stage stage = holding()) {
            assertThat(stage.update("undo", ORDER)).startsWith("Revert ordered by ann.");

            assertThat(stage.result().outcome()).isEqualTo(Ending.REVERTED);
        }
    }

    @Test
    void finishEndsTheHoldNow() {
        try (Stage stage = holding()) {
            Status holding = stage.status();
            stage.signal("finish", "{\"by\":\"ann\"}");

            Status cleaned = stage.await(Phase.DONE);

            assertThat(cleaned.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(cleaned.phases().get(cleaned.phases().size() - 1).since())
                    .isBefore(holding.deadline());
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void ofTwoOrdersInOneTaskTheFirstCounts() {
        try (Stage stage = Stage.empty().stopAt(Phase.HOLDING).start().approve()) {
            stage.together(() -> {
                stage.signal("finish", "{\"by\":\"ann\"}");
                stage.signal("revert", "{\"by\":\"bob\"}");
            });

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.status().ignored()).singleElement().asString().contains("revert by bob", "finish by ann");
        }
    }

    @Test
    void aBusyCatalogIsTriedAgainUntilTheSwapBackSucceedsBeyondTheHold() {
        try (Stage stage = Stage.empty()) {
            for (int i = 0; i < 10; i++) {
                stage.world.revert.then(BUSY);
            }
            stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"holdFor\":\"1m\"}")
                    .approve()
                    .await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            assertThat(stage.result().outcome()).isEqualTo(Ending.REVERTED);
            assertThat(stage.world.attempts).filteredOn("Revert"::equals).hasSize(11);
        }
    }

    @Test
    void aBusyCatalogIsNamedInTheStatus() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.always(input -> BUSY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Status status = stage.await(now -> now.waitingFor().contains("ALTER SCHEMA shop SWAP WITH retired"));

            assertThat(status.phase()).isEqualTo(Phase.REVERTING);
            assertThat(status.production()).contains("being swapped back");
        }
    }

    @Test
    void aSwapBackThatStaysRefusedByTheCatalogForADayEndsDirtyAndDropsNothing() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.always(input -> BUSY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("24 hours");
            assertThat(outcome.production()).isEqualTo("The new version is production.");
            assertThat(stage.world.sides()).containsExactly(Side.RETIRED);
        }
    }

    @Test
    void aRefusedRevertSaysWhyAndStaysPromoted() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.then(new RevertResult.Refused("Deployment abcd2345 has promoted since."));
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason()).contains("refused", "Deployment abcd2345 has promoted since.");
            assertThat(stage.status().ignored()).singleElement().asString().contains("abcd2345");
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void aSwapBackThatTheServerRefusesEndsDirtyWithOldProductionListed() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.alwaysFail(
                    FakeWorld.refusing(FailureType.PERMISSION_DENIED, "must be owner of schema shop__retired."));
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("must be owner of schema shop__retired.", "Old production was kept");
            assertThat(outcome.production()).isEqualTo("The new version is production.");
            assertThat(outcome.left())
                    .isNotEmpty()
                    .allSatisfy(left -> assertThat(left.name()).contains("__retired_"));
            assertThat(stage.world.sides()).containsExactly(Side.RETIRED);
        }
    }

    @Test
    void aSwapBackThatGivesUpEndsDirtyWithStatementsThatOnlyLook() {
        try (Stage stage = Stage.empty()) {
            stage.world.revert.alwaysFail(FakeWorld.refusing(FailureType.FENCE_UNCLEAR, "There are two fences."));
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("There are two fences.", "Nothing was dropped");
            assertThat(outcome.production()).contains("could not be established");
            assertThat(outcome.left()).extracting(Remaining::id).containsExactly("u11", "u1", "u12", "u2");
            assertThat(outcome.left())
                    .allSatisfy(left -> assertThat(left.statements())
                            .allMatch(statement -> statement.startsWith("SELECT name FROM mz_")));
            assertThat(stage.world.attempts).noneMatch(attempt -> attempt.startsWith("Drop"));
        }
    }

    @Test
    void whatIsLeftOfTheNewVersionAfterARevertEndsDirty() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.left()).containsExactly(Samples.remaining());
            assertThat(outcome.production()).isEqualTo("The old version is production again.");
        }
    }

    private static Stage holding() {
        Stage stage = Stage.empty().start().approve();
        stage.await(Phase.HOLDING);
        return stage;
    }
}

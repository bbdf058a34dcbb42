package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** P8: sinks follow the swap and the swap back; one that does not undoes nothing, and loses nothing. */
class SinksTest {
    private static final SinkReport BEHIND = new SinkReport(List.of(), List.of(Samples.behind()));
    private static final String PATIENT =
            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"sinkTimeout\":\"24h\"}";
    private static final String ORDER = "{\"by\":\"ann\",\"reason\":\"totals are off\"}";

    @Test
    void sinksFollowAfterTheSwapAndBeforeAnythingIsDropped() {
        try (Stage stage = Stage.empty().start().approve()) {
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);

            assertThat(stage.world.sinksRead()).isEqualTo(FakeWorld.Version.NEW);
            assertThat(stage.world.attempts).containsSubsequence("Promote", "PointSinks RETIRED", "Drop RETIRED");
            assertThat(stage.world.attempts)
                    .filteredOn("PointSinks RETIRED"::equals)
                    .hasSize(1);
        }
    }

    @Test
    void aSinkThatDoesNotFollowIsTriedAgainUntilItDoes() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.then(BEHIND).then(BEHIND);
            stage.start().approve();

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.sinksBehind()).isEmpty();
            assertThat(outcome.reason()).doesNotContain("follow");
            assertThat(stage.world.sinksRead()).isEqualTo(FakeWorld.Version.NEW);
            assertThat(stage.world.attempts)
                    .filteredOn("PointSinks RETIRED"::equals)
                    .hasSize(3);
        }
    }

    @Test
    void theStatusNamesTheSinkAndTheStatementThatMovesIt() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(input -> BEHIND);
            stage.start().approve();

            Status status = stage.await(now -> !now.sinksBehind().isEmpty());

            assertThat(status.phase()).isEqualTo(Phase.HOLDING);
            assertThat(status.production()).startsWith("The new version is production");
            assertThat(status.sinksBehind()).containsExactly(Samples.behind());
            assertThat(status.waitingFor())
                    .contains(
                            "1 sink does not follow",
                            "the broker is away",
                            Samples.behind().statement());
            assertThat(stage.currentDetails())
                    .contains("Sinks that do not follow", Samples.behind().statement());
        }
    }

    @Test
    void theHoldGoesOnForSinksAndAfterTheirTimeTheOutcomeListsThemAndWhatIsKept() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(input -> BEHIND);
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));
            stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"holdFor\":\"1m\",\"sinkTimeout\":\"20m\"}")
                    .approve();

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.sinksBehind()).containsExactly(Samples.behind());
            assertThat(outcome.kept()).containsExactly(Samples.remaining());
            assertThat(outcome.reason()).contains("1 sink does not follow");
            assertThat(held(outcome)).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
            assertThat(stage.world.attempts.size()).isLessThan(30);
        }
    }

    @Test
    void aSinkThatAPersonMovedAfterItsTimeIsNoLongerListed() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(input -> BEHIND);
            stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"holdFor\":\"1h\",\"sinkTimeout\":\"1s\"}")
                    .approve()
                    .await(status -> !status.sinksBehind().isEmpty());
            stage.world.sinks.always(input -> new SinkReport(List.of(), List.of()));

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.sinksBehind()).isEmpty();
        }
    }

    @Test
    void anAttemptThatFailsIsSaidAndTriedAgain() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(input -> {
                throw FakeWorld.refusing(FailureType.PERMISSION_DENIED, "Role deployer may not read the catalog.");
            });
            stage.start().approve();

            stage.await(
                    status -> status.waitingFor() != null && status.waitingFor().contains("Role deployer may not"));
            stage.world.sinks.always(input -> new SinkReport(List.of(), List.of()));

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aRevertSwapsBackThenPointsSinksBackThenDrops() {
        try (Stage stage = Stage.empty().start().approve()) {
            stage.await(status -> stage.world.sinksRead() == FakeWorld.Version.NEW);
            stage.await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.REVERTED);
            assertThat(stage.world.sinksRead()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.attempts).containsSubsequence("Revert", "PointSinks REVERTED", "Drop REVERTED");
            assertThat(outcome.reason())
                    .contains(
                            "materialize.feeds.orders_feed (the versions differed in 6 keys",
                            "not since keep its values");
        }
    }

    @Test
    void aRevertInTheMiddleOfPointingEndsThePointingFirst() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(stuckForward(stage));
            stage.start(PATIENT).approve().awaitAttempt("PointSinks RETIRED");
            stage.signal("revert", ORDER);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.REVERTED);
            assertThat(stage.world.attempts)
                    .containsSubsequence("PointSinks RETIRED", "Revert", "PointSinks REVERTED", "Drop REVERTED");
            int revert = stage.world.attempts.indexOf("Revert");
            assertThat(stage.world.attempts.subList(revert, stage.world.attempts.size()))
                    .doesNotContain("PointSinks RETIRED");
        }
    }

    @Test
    void aCancellationInTheMiddleOfPointingRevertsToo() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(stuckForward(stage));
            stage.start(PATIENT).approve().awaitAttempt("PointSinks RETIRED");
            stage.cancel();

            assertThat(catchThrowable(stage::result)).isNotNull();
            assertThat(stage.memo().outcome()).isEqualTo(Ending.REVERTED);
            assertThat(stage.world.attempts).containsSubsequence("Revert", "PointSinks REVERTED", "Drop REVERTED");
        }
    }

    @Test
    void finishEndsTheWaitForSinksToo() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(input -> BEHIND);
            stage.start(PATIENT).approve().await(status -> !status.sinksBehind().isEmpty());
            stage.signal("finish", "{\"by\":\"ann\"}");

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.sinksBehind()).containsExactly(Samples.behind());
            assertThat(held(outcome)).isLessThan(Duration.ofHours(1));
        }
    }

    @Test
    void aRefusedRevertGoesOnWithWhatSinksHaveToFollow() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.then(BEHIND);
            stage.world.revert.then(new RevertResult.Refused("Deployment abcd2345 has promoted since."));
            stage.start().approve().await(status -> !status.sinksBehind().isEmpty());
            stage.signal("revert", ORDER);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.sinksBehind()).isEmpty();
            assertThat(stage.world.attempts).containsSubsequence("Revert", "PointSinks RETIRED", "Drop RETIRED");
        }
    }

    @Test
    void sinksThatDoNotFollowBackKeepWhatTheyReadAndEndDirty() {
        try (Stage stage = Stage.empty()) {
            stage.world.sinks.always(
                    input -> input.from() == Side.REVERTED ? BEHIND : new SinkReport(List.of(), List.of()));
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", ORDER);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.production()).isEqualTo("The old version is production again.");
            assertThat(outcome.sinksBehind()).containsExactly(Samples.behind());
            assertThat(outcome.left()).containsExactly(Samples.remaining());
        }
    }

    private static Function<SinkInput, SinkReport> stuckForward(Stage stage) {
        return input -> {
            if (input.from() == Side.RETIRED) {
                throw FakeWorld.takingLong(Duration.ofHours(1));
            }
            return stage.world.pointSoundly(input);
        };
    }

    private static Duration held(Outcome outcome) {
        PhaseTime hold = outcome.phases().stream()
                .filter(phase -> phase.phase() == Phase.HOLDING)
                .findFirst()
                .orElseThrow();
        PhaseTime next = outcome.phases().get(outcome.phases().indexOf(hold) + 1);
        return Duration.between(hold.since(), next.since());
    }
}

package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Undoing what was created, when undoing does not go well either (P6, P7). */
class CompensationTest {
    @Test
    void aDropThatFailsSomeTimesIsTriedUntilItSucceeds() {
        try (Stage stage = Stage.empty()) {
            stage.world
                    .drop
                    .thenFail(FakeWorld.takingLong(Duration.ofMinutes(1)))
                    .thenFail(FakeWorld.takingLong(Duration.ofHours(1)))
                    .thenFail(new IllegalStateException("connection reset"));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("reject", Stage.APPROVAL);

            assertThat(stage.result().outcome()).isEqualTo(Ending.REJECTED);
            assertThat(stage.world.attempts).filteredOn("Drop GREEN"::equals).hasSize(4);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void aDropThatNeverSucceedsEndsDirtyAfterADayWithEverythingThatMayBeLeft() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("reject", Stage.APPROVAL);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("Rejected by ann", "connection refused");
            assertThat(outcome.left()).extracting(Remaining::id).containsExactly("u13", "u11", "u12");
            assertThat(outcome.left().get(0).statements())
                    .singleElement()
                    .asString()
                    .startsWith("DROP MATERIALIZED VIEW IF EXISTS \"materialize\".\"shop__green_");
        }
    }

    @Test
    void aDropOfRetiredThatNeverSucceedsEndsDirtyWithTheNewVersionLive() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.alwaysFail(FakeWorld.refusing(FailureType.PERMISSION_DENIED, "must be owner"));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.production()).isEqualTo("The new version is production.");
            assertThat(outcome.left()).extracting(Remaining::id).containsExactly("u3", "u1", "u2");
            assertThat(outcome.left())
                    .allSatisfy(left -> assertThat(left.name()).contains("__retired_"));
        }
    }

    @Test
    void aDropOfRetiredWithoutThePrivilegeForItEndsDirtyWithWhatTheDropHasFound() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.then(
                    new DropReport(List.of(), List.of(Samples.remaining()), "must be owner (SQLSTATE 42501)"));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("must be owner");
            assertThat(outcome.left()).containsExactly(Samples.remaining());
        }
    }

    @Test
    void aFenceThatCannotBeBurnedEndsDirtyAndDropsNothing() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.TooLate());
            stage.world.burn.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.production()).contains("could not be established");
            assertThat(outcome.left()).hasSize(4);
            assertThat(stage.world.attempts).noneMatch(attempt -> attempt.startsWith("Drop"));
        }
    }

    @Test
    void aBurnThatFailsSomeTimesIsTriedUntilItSucceeds() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.TooLate());
            stage.world.burn.thenFail(FakeWorld.takingLong(Duration.ofMinutes(5)));

            assertThat(stage.start().approve().result().outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(stage.world.attempts).endsWith("Burn", "Burn", "Drop GREEN");
        }
    }

    @Test
    void theStatusOfACompensationSaysWhyItIsDone() {
        try (Stage stage = Stage.empty()) {
            stage.world.deploy.alwaysFail(
                    FakeWorld.refusing(FailureType.STATEMENT_REFUSED, "orders.sql:3:7: no column x"));
            stage.world.drop.thenFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().awaitAttempt("Drop GREEN");

            Status status = stage.status();

            assertThat(status.phase()).isEqualTo(Phase.COMPENSATING);
            assertThat(status.waitingFor()).contains("orders.sql:3:7: no column x");
            assertThat(status.production()).isEqualTo("Production is untouched.");
            assertThat(status.deadline()).isNotNull();
        }
    }
}

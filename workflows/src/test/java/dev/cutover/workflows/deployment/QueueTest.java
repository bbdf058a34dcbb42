package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import dev.cutover.workflows.status.Status;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Deployments that may not run side by side go one after the other, and one that was overtaken is planned again. */
class QueueTest {
    private static final String QUEUED =
            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"onConflict\":\"QUEUE\",\"queueTimeout\":\"2h\"}";
    private static final Ahead SHOP_A =
            new Ahead("abcd2345", "shop-a", "ann", "AWAITING_DECISION", Samples.NOON, false);
    private static final Ahead SHOP_B = new Ahead("bcde2345", "shop-b", "bob", null, null, true);
    private static final RuntimeException WAITING = FakeWorld.takingLong(Duration.ofHours(1));

    @Test
    void whoComesSecondWaitsWithNothingCreatedAndIsPlannedAgainWhenItsTurnHasCome() {
        try (Stage stage = Stage.empty()) {
            stage.world.turn.then(new Turn(List.of(SHOP_A, SHOP_B))).then(new Turn(List.of(SHOP_B)));

            assertThat(stage.start(QUEUED).approve().result().outcome()).isEqualTo(Ending.PROMOTED);

            assertThat(stage.world.attempts)
                    .startsWith("Plan", "AwaitTurn", "AwaitTurn", "AwaitTurn", "Plan", "AwaitTurn", "Clone");
        }
    }

    @Test
    void theStatusTheListAndTheMemoSayWhomItWaitsFor() {
        try (Stage stage = Stage.empty()) {
            stage.world.turn.then(new Turn(List.of(SHOP_A, SHOP_B)));
            stage.world.turn.alwaysFail(WAITING);
            stage.start(QUEUED);

            Status status = stage.await(Phase.QUEUED);

            assertThat(status.ahead()).containsExactly(SHOP_A, SHOP_B);
            assertThat(status.waitingFor())
                    .startsWith("deployment abcd2345 (workflow shop-a) of ann, which is AWAITING_DECISION until "
                            + "2026-01-01T12:00:00Z, and 1 more after it.");
            assertThat(status.deadline()).isNotNull();
            assertThat(status.production()).isEqualTo("Production is untouched.");
            assertThat(stage.searchAttributes().get(SearchAttributes.PHASE)).isEqualTo("QUEUED");
            stage.awaitAttempt("AwaitTurn");
            Claim claim = claim(stage);
            assertThat(claim.takes()).containsExactly("schema materialize.shop", "cluster compute");
            assertThat(claim.waiting()).isTrue();
            assertThat(claim.behind()).containsExactly("shop-a", "shop-b");
        }
    }

    @Test
    void aDeploymentThatDoesNotQueueClaimsWhatItTakesWithoutAsking() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            assertThat(claim(stage).waiting()).isFalse();
            assertThat(claim(stage).takes()).containsExactly("schema materialize.shop", "cluster compute");
            assertThat(stage.world.attempts).doesNotContain("AwaitTurn");
        }
    }

    @Test
    void aDryRunClaimsNothingAndWaitsForNobody() {
        try (Stage stage = Stage.empty()) {
            stage.start(QUEUED.replace("{\"target\"", "{\"dryRun\":true,\"target\""));

            assertThat(stage.result().outcome()).isEqualTo(Ending.PLANNED);

            assertThat(stage.world.attempts).containsExactly("Plan");
            assertThat(claim(stage)).isNull();
        }
    }

    @Test
    void aTurnThatDoesNotComeInTimeEndsAsFailedAndNamesWhoWasBefore() {
        try (Stage stage = Stage.empty()) {
            stage.world.turn.then(new Turn(List.of(SHOP_A)));
            stage.world.turn.alwaysFail(WAITING);

            Outcome outcome = stage.start(QUEUED).failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .contains("Its turn did not come within 2h", "deployment abcd2345 (workflow shop-a)");
            assertThat(stage.world.sides()).isEmpty();
            assertThat(stage.world.attempts).doesNotContain("Clone", "Drop GREEN");
        }
    }

    @Test
    void aDeploymentThatIsCancelledInTheQueueLeavesNothing() {
        try (Stage stage = Stage.empty()) {
            stage.world.turn.then(new Turn(List.of(SHOP_A)));
            stage.world.turn.alwaysFail(WAITING);
            stage.start(QUEUED).awaitAttempt("AwaitTurn");
            stage.await(Phase.QUEUED);

            stage.cancel();

            assertThat(catchThrowable(stage::result)).hasCauseInstanceOf(CanceledFailure.class);
            assertThat(stage.status().outcome()).isEqualTo(Ending.CANCELLED);
            assertThat(stage.world.attempts).doesNotContain("Clone", "Drop GREEN", "Burn");
        }
    }

    @Test
    void nothingToDoIsSaidOnlyWhenTheTurnHasCome() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.then(new Planning.NothingToDo("It is there.", List.of("schema materialize.shop")));
            stage.world.turn.then(new Turn(List.of(SHOP_A)));

            assertThat(stage.start(QUEUED).approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void namesOfGreenThatAnotherDeploymentHasAreWaitedFor() {
        Planning.Taken taken =
                new Planning.Taken("Schema shop_dbt_deploy is taken.", List.of("schema materialize.shop"));
        try (Stage stage = Stage.empty()) {
            stage.world.plan.then(taken).then(taken);
            stage.world.turn.then(new Turn(List.of(SHOP_A)));

            assertThat(stage.start(QUEUED).approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void namesOfGreenThatNobodyAliveHasEndTheDeployment() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.always(
                    input -> new Planning.Taken("Schema shop_dbt_deploy is taken.", List.of("schema a.b")));

            assertThat(stage.start(QUEUED).failure().reason()).isEqualTo("Schema shop_dbt_deploy is taken.");

            assertThat(stage.world.attempts).containsExactly("Plan", "AwaitTurn", "Plan", "AwaitTurn");
        }
    }

    @Test
    void oneThatLosesAtTheSwapDropsItsGreenAndIsPlannedAndApprovedAgainUnderAnotherId() {
        try (Stage stage = Stage.empty()) {
            Queue<QueueInput> asked = new ConcurrentLinkedQueue<>();
            stage.world.turn.always(input -> {
                asked.add(input);
                return new Turn(List.of());
            });
            stage.world.promote.then(new PromotionResult.Stale("Schema shop was replaced.", "abcd2345"));
            String first = stage.start(QUEUED).await(Phase.AWAITING_DECISION).deployment();
            stage.approve();
            Status second = stage.await(now ->
                    now.phase() == Phase.AWAITING_DECISION && !now.deployment().equals(first));

            assertThat(stage.world.attempts)
                    .containsSubsequence("Promote", "Burn", "Drop GREEN", "Plan", "AwaitTurn", "Clone");
            assertThat(second.production()).isEqualTo("Production is untouched.");
            assertThat(stage.searchAttributes().get(SearchAttributes.DEPLOYMENT))
                    .isEqualTo(second.deployment());
            stage.approve().await(Phase.HOLDING);
            stage.signal("finish", "{\"by\":\"ann\"}");
            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.deployment()).isEqualTo(second.deployment());
            assertThat(asked)
                    .extracting(input -> input.claim().since())
                    .hasSize(2)
                    .containsOnly(asked.peek().claim().since());
            assertThat(stage.workflow().query("audit", Audit.class).happenings())
                    .extracting(Happening::kind)
                    .contains(Happening.Kind.OVERTAKEN);
        }
    }

    @Test
    void oneThatLosesAndCannotDropItsGreenEndsWithTheList() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.Stale("Schema shop was replaced.", "abcd2345"));
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));

            Outcome outcome = stage.start(QUEUED).approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(stage.world.attempts).containsOnlyOnce("Plan");
        }
    }

    private static Claim claim(Stage stage) {
        return stage.workflow().describe().getMemo(Claim.MEMO, Claim.class, Claim.class);
    }
}

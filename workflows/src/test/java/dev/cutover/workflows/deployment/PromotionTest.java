package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What follows each answer to an attempt to swap, and an attempt that never answers (P2, P3, P4). */
class PromotionTest {
    private static final PromotionResult BUSY = new PromotionResult.Busy("ALTER SCHEMA shop SWAP WITH green", 9, 30.0);

    @Test
    void greenThatIsNotReadyInsideTheSwapIsAwaitedAndSwappedUnderTheSameApproval() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.NotReady(Samples.notReady("lags 5 s")));

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.world.attempts)
                    .containsSubsequence("AwaitReadiness", "Promote", "AwaitReadiness", "Promote")
                    .containsOnlyOnce("CollectEvidence");
        }
    }

    @Test
    void anApprovalThatExpiresWhileGreenIsNotReadyBurnsTheFenceAndEndsExpired() {
        try (Stage stage = Stage.empty()) {
            stage.world.readiness.then(Samples.ready());
            stage.world.readiness.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.world.promote.then(new PromotionResult.NotReady(Samples.notReady("lags 5 s")));

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.reason()).contains("The approval expired while green was not ready", "lags 5 s");
            assertThat(outcome.production()).isEqualTo("Production is untouched.");
            assertThat(stage.world.attempts).endsWith("Burn", "Drop GREEN");
        }
    }

    @Test
    void aBusyCatalogIsTriedAgainUntilTheSwapSucceeds() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(BUSY).then(BUSY);

            assertThat(stage.start().approve().result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.world.attempts).filteredOn("Promote"::equals).hasSize(3);
        }
    }

    @Test
    void aBusyCatalogIsNamedInTheStatusWithTheRateOfForeignChanges() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> BUSY);
            stage.start().approve();

            Status status = stage.await(now -> now.waitingFor().contains("30.0 a minute"));

            assertThat(status.phase()).isEqualTo(Phase.PROMOTING);
            assertThat(status.waitingFor())
                    .contains("ALTER SCHEMA shop SWAP WITH green")
                    .contains("9 times");
            assertThat(status.production()).startsWith("Production is still the old version");
        }
    }

    @Test
    void aCatalogThatStaysBusyUntilTheApprovalExpiresEndsFailedWithTheStatementAndTheRate() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> BUSY);

            Outcome outcome = stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"approvalExpiresAfter\":\"1h\"}")
                    .approve()
                    .failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .contains("expired", "30.0 a minute", "ALTER SCHEMA shop SWAP WITH green", "Start again")
                    .doesNotContain("It is tried again");
            assertThat(stage.world.burned()).isTrue();
            assertThat(stage.world.sides()).isEmpty();
            assertThat(stage.world.attempts).filteredOn("Promote"::equals).hasSizeBetween(8, 20);
        }
    }

    @Test
    void aCatalogThatWasBusyAndThenAwayUntilTheApprovalExpiresEndsFailedToo() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(BUSY);
            stage.world.promote.alwaysFail(FakeWorld.takingLong(Duration.ofMinutes(4)));

            Outcome outcome = stage.start(
                            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"approvalExpiresAfter\":\"1h\"}")
                    .approve()
                    .failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .contains("expired while the swap was tried", "connection refused", "30.0 a minute", "Start again")
                    .doesNotContain("It is tried again");
            assertThat(stage.world.burned()).isTrue();
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void theReasonIsStillInTheStatusWhileTheSwapIsTriedAgain() {
        try (Stage stage = Stage.empty()) {
            CountDownLatch seen = new CountDownLatch(1);
            stage.world.promote.then(BUSY).always(input -> {
                awaitOrFail(seen);
                return stage.world.promoteSoundly(input);
            });
            stage.start().approve();

            Status status = stage.await(now ->
                    stage.world.attempts.stream().filter("Promote"::equals).count() == 2
                            && now.phase() == Phase.PROMOTING);

            assertThat(status.waitingFor()).contains("30.0 a minute", "ALTER SCHEMA shop SWAP WITH green");
            seen.countDown();
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSwapThatTheServerRefusesIsNamedInTheStatusAndTriedAgain() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> new PromotionResult.Blocked(
                    "ALTER CLUSTER compute SWAP WITH green",
                    "Materialize refused it: internal error (SQLSTATE XX000)."));
            stage.start().approve();

            Status status = stage.await(now -> now.waitingFor().contains("XX000"));

            assertThat(status.phase()).isEqualTo(Phase.PROMOTING);
            assertThat(status.waitingFor()).contains("ALTER CLUSTER compute SWAP WITH green", "tried again");
            assertThat(status.production()).startsWith("Production is still the old version");
            stage.world.promote.always(stage.world::promoteSoundly);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void driftedGreenVoidsTheApprovalAndAsksAgainWithNewEvidence() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.Drifted("A grant on shop.orders is gone."));
            stage.start().approve();

            Status status = stage.await(now -> now.phase() == Phase.AWAITING_DECISION
                    && now.decisions().size() == 1
                    && now.waitingFor().contains("void"));
            assertThat(status.waitingFor()).contains("A grant on shop.orders is gone.");
            assertThat(status.next()).anyMatch(command -> command.contains("APPROVE"));
            stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"0123456789\"}");

            Outcome outcome = stage.result();
            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason()).contains("approved by bob");
            assertThat(stage.status().decisions()).extracting(Decision::by).containsExactly("ann", "bob");
            assertThat(stage.world.attempts)
                    .filteredOn("CollectEvidence"::equals)
                    .hasSize(2);
        }
    }

    @Test
    void aVoidedApprovalThatNobodyRenewsExpiresAtTheFirstDeadline() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.Drifted("A grant is gone."));
            stage.start().approve();
            Status first =
                    stage.await(now -> now.waitingFor().contains("void") && now.phase() == Phase.AWAITING_DECISION);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.phases().get(outcome.phases().size() - 2).since())
                    .isBetween(first.deadline(), first.deadline().plusSeconds(60));
            assertThat(stage.world.burned()).isTrue();
        }
    }

    @Test
    void aStalePlanFailsAndNamesTheWinner() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.Stale("Schema shop was replaced.", "abcd2345"));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason()).contains("Schema shop was replaced.", "Deployment abcd2345 was faster");
            assertThat(stage.world.attempts).endsWith("Promote", "Burn", "Drop GREEN");
        }
    }

    @Test
    void anApprovalThatDiedBeforeTheSwapWasSentEndsExpired() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.TooLate());

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(stage.world.burned()).isTrue();
        }
    }

    @Test
    void aLostReplyToACommittedSwapIsFoundWhenTheApprovalExpires() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.always(input -> {
                stage.world.promoteSoundly(input);
                throw FakeWorld.takingLong(Duration.ofHours(1));
            });

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.world.attempts).endsWith("Promote", "Burn", "PointSinks RETIRED", "Drop RETIRED");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.NEW);
        }
    }

    @Test
    void aSwapThatNeverAnswersAndNeverCommittedIsBurnedAndExpires() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.reason()).contains("connection refused");
            assertThat(stage.world.attempts).endsWith("Promote", "Burn", "Drop GREEN");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
        }
    }

    @Test
    void aSwapThatIsRefusedForGoodBurnsTheFenceAndFails() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.alwaysFail(FakeWorld.refusing(FailureType.GREEN_LOST, "Green is gone."));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason()).isEqualTo("Green is gone.");
            assertThat(stage.world.attempts).endsWith("Promote", "Burn", "Drop GREEN");
        }
    }

    @Test
    void productionIsSaidToBeUnresolvedWhileASwapMayBeUnderWay() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.thenFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().approve().awaitAttempt("Promote");

            assertThat(stage.status().production()).startsWith("Production may have been swapped");
        }
    }

    @Test
    void everyAttemptCarriesTheApprovalAndItsDeadline() {
        try (Stage stage = Stage.empty()) {
            List<Decision> approvals = new java.util.concurrent.CopyOnWriteArrayList<>();
            stage.world.promote.always(input -> {
                approvals.add(input.approval());
                assertThat(input.approvedGreenFingerprint()).isEqualTo("seen-fingerprint");
                assertThat(input.notAfter()).isEqualTo(stage.status().deadline());
                return stage.world.promoteSoundly(input);
            });

            stage.start().approve().result();

            assertThat(approvals)
                    .extracting(Decision::by, Decision::planHash)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("ann", "01234567"));
        }
    }
}

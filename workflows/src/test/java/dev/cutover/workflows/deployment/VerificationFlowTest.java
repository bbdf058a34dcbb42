package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.Overridable;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Verification;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.verification.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows the swap where the target's policy wants production to be looked at. */
class VerificationFlowTest {
    static final VerificationReport FAILED = new VerificationReport(
            "In production the check no_orphans returned 3 rows.", List.of(), 2, 1, Samples.NOON);

    @Test
    void whatHoldsInProductionIsSaidInTheOutcome() {
        try (Stage stage = under(OnFailure.REVERT)) {
            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason()).contains("Checks and readiness held in production for 10m.");
            assertThat(outcome.phases())
                    .extracting(PhaseTime::phase)
                    .containsSubsequence(Phase.PROMOTING, Phase.VERIFYING, Phase.HOLDING, Phase.CLEANING_UP);
        }
    }

    @Test
    void whatDoesNotHoldIsSwappedBackWhereThePolicySaysSo() {
        try (Stage stage = under(OnFailure.REVERT)) {
            stage.world.verification.then(FAILED);

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.REVERTED);
            assertThat(outcome.reason()).contains("Reverted by the failed verification: In production the check");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
        }
    }

    @Test
    void whatPeopleHaveOverriddenDoesNotTakeBackWhatTheyApproved() {
        CheckResult slow = new CheckResult("slow_orders", "checks/slow_orders.sql", 3, List.of(), null);
        try (Stage stage = under(OnFailure.REVERT, new Overridable("slow_*", List.of("ann")))) {
            stage.world.evidence.always(input -> Samples.evidence(slow));
            stage.world.verification.always(input -> looked(slow, input.overridden()));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("approve", "{\"by\":\"ann\",\"planHash\":\"01234567\",\"overrides\":[\"slow_orders\"]}");

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason())
                    .contains("Checks and readiness held in production for 10m."
                            + " Not counted, since the approval overrides it: the check slow_orders returned 3 rows.");
            assertThat(stage.workflow().query("audit", Audit.class).happenings())
                    .filteredOn(happening -> happening.kind() == Happening.Kind.VERIFIED)
                    .singleElement()
                    .satisfies(happening -> assertThat(happening.detail()).contains("slow_orders returned 3 rows"));
        }
    }

    /** What a verification says of a check that fails in production. */
    private static VerificationReport looked(CheckResult failing, List<String> overridden) {
        boolean counts = !overridden.contains(failing.name());
        return new VerificationReport(
                counts ? "In production " + failing.complaint() + "." : null,
                counts ? List.of(failing) : List.of(),
                counts ? List.of() : List.of(failing),
                1,
                0,
                Samples.NOON);
    }

    @Test
    void oldProductionIsKeptWhenTheSwapBackAfterAFailedVerificationIsRefused() {
        try (Stage stage = under(OnFailure.REVERT)) {
            stage.world.verification.then(FAILED);
            stage.world.revert.then(new RevertResult.Refused("The name shop.orders is taken."));

            Outcome outcome = stage.start().approve().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason()).contains("The name shop.orders is taken.", "Old production was kept.");
            assertThat(stage.world.attempts).noneMatch(attempt -> attempt.startsWith("Drop"));
        }
    }

    @Test
    void whatDoesNotHoldIsKeptForAPersonOtherwise() {
        try (Stage stage = under(OnFailure.HOLD)) {
            stage.world.verification.then(FAILED);
            Status holding = stage.start().approve().await(Phase.HOLDING);

            assertThat(holding.waitingFor())
                    .contains("The verification in production failed: In production the check no_orphans")
                    .contains("1 running SUBSCRIBE reads the old version, and will break when it is dropped.");
            assertThat(holding.deadline())
                    .isAfter(holding.phases()
                            .get(holding.phases().size() - 1)
                            .since()
                            .plus(Duration.ofDays(6)));

            stage.signal("revert", "{\"by\":\"ann\"}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.REVERTED);
        }
    }

    @Test
    void anOutageDuringTheVerificationTakesNothingBackAndKeepsTheOldVersionForAPerson() {
        try (Stage stage = under(OnFailure.REVERT)) {
            stage.world.verification.alwaysFail(FakeWorld.takingLong(Duration.ofMinutes(10)));
            stage.start().approve().await(Phase.VERIFYING);
            stage.pass(Duration.ofHours(2));

            Status holding = stage.await(Phase.HOLDING);
            assertThat(holding.waitingFor())
                    .contains(
                            "The verification in production could not be carried out: ",
                            "Nothing is known to be wrong");
            assertThat(holding.deadline())
                    .isAfter(Instant.ofEpochMilli(stage.now()).plus(Duration.ofDays(6)));

            stage.signal("finish", "{\"by\":\"ann\"}");
            Outcome outcome = stage.result();
            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason()).contains("could not be carried out");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.NEW);
        }
    }

    @Test
    void aRevertThatIsOrderedMeanwhileEndsTheVerification() {
        try (Stage stage = under(OnFailure.HOLD)) {
            stage.world.verification.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().approve().awaitAttempt("Verify");

            assertThat(stage.status().phase()).isEqualTo(Phase.VERIFYING);
            assertThat(stage.status().production()).contains("the old one is kept until");
            stage.signal("revert", "{\"by\":\"ann\",\"reason\":\"totals are off\"}");

            assertThat(stage.result().reason()).contains("Reverted by ann: totals are off.");
        }
    }

    @Test
    void aCancellationMeanwhileSwapsBack() {
        try (Stage stage = under(OnFailure.HOLD)) {
            stage.world.verification.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().approve().awaitAttempt("Verify");

            stage.cancel();

            stage.await(Phase.DONE);
            assertThat(stage.memo().outcome()).isEqualTo(Ending.REVERTED);
        }
    }

    @Test
    void nobodyLooksWhereThePolicySaysNothing() {
        try (Stage stage = Stage.empty()) {
            stage.start().approve().result();

            assertThat(stage.world.attempts).doesNotContain("Verify");
        }
    }

    static Stage under(OnFailure onFailure, Overridable... overridable) {
        Policy policy = new Policy(
                1,
                List.of(),
                true,
                List.of(overridable),
                null,
                List.of(),
                List.of(),
                Signatures.OFF,
                new Verification(Duration.ofMinutes(10), onFailure));
        Stage stage = Stage.empty();
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input, policy)));
        return stage;
    }
}

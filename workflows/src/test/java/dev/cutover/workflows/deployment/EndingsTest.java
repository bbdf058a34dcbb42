package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Planning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed set of endings (P5), and that nothing is left behind (P6). */
class EndingsTest {
    @Test
    void anApprovedDeploymentIsPromotedAndCleanedUp() {
        try (Stage stage = Stage.empty().start().approve()) {
            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.production()).isEqualTo("The new version is production.");
            assertThat(outcome.reason()).contains("approved by ann");
            assertThat(outcome.planHash()).isEqualTo(Samples.PLAN_HASH);
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.NEW);
            assertThat(stage.world.sides()).isEmpty();
            assertThat(outcome.phases())
                    .extracting(PhaseTime::phase)
                    .containsExactly(
                            Phase.PLANNING,
                            Phase.CLONING,
                            Phase.DEPLOYING,
                            Phase.HYDRATING,
                            Phase.COLLECTING_EVIDENCE,
                            Phase.AWAITING_DECISION,
                            Phase.PROMOTING,
                            Phase.HOLDING,
                            Phase.CLEANING_UP,
                            Phase.DONE);
        }
    }

    @Test
    void retiredObjectsThatStrangersReadAreKeptAndListed() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));

            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.kept()).containsExactly(Samples.remaining());
            assertThat(outcome.left()).isEmpty();
        }
    }

    @Test
    void aHoldOfZeroIsOverAtOnce() {
        try (Stage stage = Stage.empty()) {
            stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"holdFor\":\"0s\"}")
                    .approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aRejectedDeploymentLeavesProductionAsItWas() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);
            stage.signal("reject", "{\"by\":\"ann\",\"planHash\":\"01234567\",\"reason\":\"totals are off\"}");

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.REJECTED);
            assertThat(outcome.reason()).isEqualTo("Rejected by ann: totals are off.");
            assertThat(outcome.production()).isEqualTo("Production is untouched.");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
            assertThat(stage.world.sides()).isEmpty();
            assertThat(stage.world.attempts).doesNotContain("Promote", "Burn");
        }
    }

    @Test
    void nothingToDoCreatesNothing() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.then(new Planning.NothingToDo("Deployment abc made it so.", List.of()));

            Outcome outcome = stage.start().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.NOTHING_TO_DO);
            assertThat(outcome.reason()).isEqualTo("Deployment abc made it so.");
            assertThat(stage.world.attempts).containsExactly("Plan");
        }
    }

    @Test
    void aDryRunPlansAndCreatesNothing() {
        try (Stage stage = Stage.empty()) {
            Outcome outcome = stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"dryRun\":true}")
                    .result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PLANNED);
            assertThat(outcome.planHash()).isEqualTo(Samples.PLAN_HASH);
            assertThat(stage.world.attempts).containsExactly("Plan");
        }
    }

    @Test
    void anInvalidRequestFailsWithEveryProblemAndCreatesNothing() {
        try (Stage stage = Stage.empty().start("{\"target\":\"Prod\",\"projct\":{},\"holdFor\":\"soon\"}")) {
            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .contains("target \"Prod\"")
                    .contains("did you mean project?")
                    .contains("holdFor is not a duration")
                    .contains("Nothing was created");
            assertThat(stage.world.attempts).isEmpty();
        }
    }

    @Test
    void aStartWithoutInputFailsAndSaysWhatToGive() {
        try (Stage stage = Stage.empty().startWithoutInput()) {
            assertThat(stage.failure().reason()).contains("There is no input").contains("--input");
        }
    }

    @Test
    void aSecondInputThatNoFormerRunMadeFails() {
        try (Stage stage = Stage.empty().startWith(Stage.json(Stage.REQUEST), Stage.json("{\"by\":\"kim\"}"))) {
            assertThat(stage.failure().reason()).contains("There is a second input");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Clone", "Deploy", "AwaitReadiness", "CollectEvidence"})
    void aStepThatGivesUpFailsTheDeploymentWithItsMessageAndLeavesNothing(String step) {
        try (Stage stage = Stage.empty()) {
            RuntimeException refusal = FakeWorld.refusing(FailureType.PERMISSION_DENIED, "Type GRANT CREATE …");
            stage.world.script(step).alwaysFail(refusal);

            Outcome outcome = stage.start().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason()).isEqualTo("Type GRANT CREATE ….");
            assertThat(outcome.production()).isEqualTo("Production is untouched.");
            assertThat(stage.world.attempts).containsOnlyOnce(step);
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void aCloneThatFailedHalfWayIsDropped() {
        try (Stage stage = Stage.empty()) {
            stage.world.clone.alwaysFail(FakeWorld.refusing(FailureType.GREEN_LOST, "A stranger is in green."));

            assertThat(stage.start().failure().outcome()).isEqualTo(Ending.FAILED);
            assertThat(stage.world.attempts).containsExactly("Plan", "Clone", "Drop GREEN");
        }
    }

    @Test
    void failedChecksAreNamedAndTheirRowsStayReadable() {
        try (Stage stage = Stage.empty()) {
            stage.world.evidence.then(Samples.evidence(
                    new CheckResult("no_orphans", "checks/no_orphans.sql", 3, List.of("{\"id\":1}"), null),
                    new CheckResult("no_gaps", "checks/no_gaps.sql", 0, List.of(), "column day does not exist"),
                    new CheckResult("fine", "checks/fine.sql", 0, List.of(), null)));

            Outcome outcome = stage.start().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED);
            assertThat(outcome.reason())
                    .startsWith("2 of 3 checks failed")
                    .contains("no_orphans returned 3 rows")
                    .contains("no_gaps could not be run (checks/no_gaps.sql): column day does not exist")
                    .doesNotContain("fine");
            Evidence evidence =
                    stage.workflow().query("evidence", EvidenceAnswer.class).evidence();
            assertThat(evidence.checks().get(0).sample()).containsExactly("{\"id\":1}");
            assertThat(stage.world.sides()).isEmpty();
        }
    }

    @Test
    void whatCannotBeDroppedAfterARejectionEndsDirtyAndListed() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("reject", Stage.APPROVAL);

            Outcome outcome = stage.failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.left()).containsExactly(Samples.remaining());
            assertThat(outcome.reason()).startsWith("Rejected by ann.").contains("REJECTED");
            assertThat(outcome.production()).isEqualTo("Production is untouched.");
        }
    }

    @Test
    void aDeploymentThatWasResetToBeforeItsPlanListsWhatItHadLeftBehindAndTouchesNothing() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.then(new Planning.Repeated(List.of(new Planning.Left(
                    "u7", "shop__retired_aaaaaaaa", "schema", "It is old.", List.of("DROP SCHEMA …;")))));

            Outcome outcome = stage.start().failure();

            assertThat(outcome.outcome()).isEqualTo(Ending.FAILED_DIRTY);
            assertThat(outcome.reason())
                    .contains("reset to before its plan", "start a new workflow", "Sinks", "from top to bottom")
                    .contains("__retired_" + outcome.deployment());
            assertThat(outcome.left()).singleElement().satisfies(left -> {
                assertThat(left.id()).isEqualTo("u7");
                assertThat(left.name()).isEqualTo("shop__retired_aaaaaaaa");
                assertThat(left.statements()).containsExactly("DROP SCHEMA …;");
            });
            assertThat(stage.world.attempts).containsExactly("Plan");
        }
    }
}

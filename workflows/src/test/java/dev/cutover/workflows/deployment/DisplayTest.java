package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.display.Details;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.readiness.Moment;
import dev.cutover.workflows.status.Status;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.SearchAttributes.Builder;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see at each moment: status, current details, columns. */
class DisplayTest {
    @Test
    void theStatusOfTheWaitForADecisionSaysWhatToTypeAndByWhen() {
        try (Stage stage = Stage.empty().start()) {
            Status status = stage.await(Phase.AWAITING_DECISION);

            assertThat(status.target()).isEqualTo("prod");
            assertThat(status.deployment()).matches("[a-z2-7]{8}");
            assertThat(status.waitingFor())
                    .startsWith("a decision on plan 0123456789ab: approve or reject. The evidence was collected at ");
            assertThat(status.deadline())
                    .isEqualTo(status.phases().get(5).since().plus(Duration.ofHours(24)));
            assertThat(status.production()).isEqualTo("Production is untouched.");
            assertThat(status.next())
                    .anyMatch(command -> command.startsWith("temporal workflow update execute --workflow-id shop-prod")
                            && command.contains("0123456789ab"));
            assertThat(status.outcome()).isNull();
            assertThat(stage.workflow().query("plan", PlanAnswer.class).plan().hash())
                    .isEqualTo(Samples.PLAN_HASH);
            EvidenceAnswer evidence = stage.workflow().query("evidence", EvidenceAnswer.class);
            assertThat(evidence.evidence()).isEqualTo(Samples.evidence());
            assertThat(evidence.trend()).containsExactly(Moment.of(Samples.ready()));
            assertThat(evidence.triedAt()).isNotNull();
        }
    }

    @Test
    void currentDetailsHoldTheReadinessTableTheEvidenceAndTheNextCommand() {
        try (Stage stage = Stage.empty().start()) {
            Status status = stage.await(Phase.AWAITING_DECISION);
            stage.workflow().signal("aprove");
            stage.await(now -> !now.ignored().isEmpty());

            String details = stage.currentDetails();

            assertThat(details)
                    .startsWith("### AWAITING_DECISION")
                    .contains("**Production is untouched.**")
                    .contains("|\u00a0compute\u00a0|\u00a01 of 1\u00a0|\u00a00 ms\u00a0|\u00a0nothing\u00a0|")
                    .contains("1 changed")
                    .contains("1 of 1 checks passed")
                    .contains(status.next().get(1))
                    .contains("Ends by itself at " + status.deadline())
                    .contains("did you mean approve?");
        }
    }

    /** A query sees no heartbeat: the worker says how far it is, by a signal of its own. */
    @Test
    void statusAndDetailsSayHowFarGreenIsBuilt() {
        try (Stage stage = Stage.empty()) {
            stage.world.deploy.thenFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start();
            stage.awaitAttempt("Deploy");

            stage.signal("progress", "{\"done\":17,\"total\":40,\"running\":[\"fct_orders\", 7, \"dim\\ndays\"]}");

            Status status = stage.await(now -> now.building() != null);
            assertThat(status.building().done()).isEqualTo(17);
            assertThat(status.building().total()).isEqualTo(40);
            assertThat(status.building().running()).containsExactly("fct_orders", "dim days");
            assertThat(status.waitingFor())
                    .isEqualTo("the new version's objects in green: 17 of 40, running fct_orders, dim days at "
                            + status.building().reportedAt() + ".");
            assertThat(stage.currentDetails()).contains("17 of 40, running fct_orders");
            assertThat(status.ignored()).isEmpty();
        }
    }

    /** Anybody can send the signal, and an attempt that was given up may send it late. */
    @Test
    void aReportThatIsNoneIsIgnoredInWordsAndALateOneChangesNothing() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            stage.signal("progress", "{\"done\":1,\"total\":2}");
            stage.workflow().signal("progress");
            stage.signal("progress", "{\"done\":\"all\",\"total\":-2}");

            Status status = stage.await(now -> now.ignored().size() == 2);
            assertThat(status.ignored())
                    .allMatch(text -> text.contains("signal progress: ignored: it is how a worker"));
            assertThat(status.building()).isNull();
            assertThat(stage.approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void hostileNamesCannotBreakTheTable() {
        Status status = new Status(
                "abcdefgh",
                "prod",
                Phase.HYDRATING,
                null,
                null,
                null,
                null,
                "green.",
                null,
                List.of(),
                List.of(),
                "Production is untouched.",
                null,
                Samples.notReady("a | b\n# c"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(Details.of(status, null))
                .contains("|\u00a0compute\u00a0|\u00a00 of 1\u00a0|\u00a0unknown\u00a0|\u00a0a \\| b # c\u00a0|")
                .contains("1 object is not ready");
    }

    @Test
    void theColumnsFollowThePhases() {
        try (Stage stage = Stage.empty().start().approve()) {
            String deployment = stage.await(Phase.HOLDING).deployment();
            assertThat(stage.searchAttributes())
                    .isEqualTo(columns("HOLDING")
                            .set(SearchAttributes.DEPLOYMENT, deployment)
                            .build());

            stage.result();

            assertThat(stage.searchAttributes())
                    .isEqualTo(columns("DONE")
                            .set(SearchAttributes.OUTCOME, "PROMOTED")
                            .set(SearchAttributes.DEPLOYMENT, deployment)
                            .build());
        }
    }

    @Test
    void theEndOfAFailureStaysReadable() {
        try (Stage stage = Stage.empty()) {
            stage.world.deploy.alwaysFail(
                    FakeWorld.refusing(FailureType.STATEMENT_REFUSED, "orders.sql:3:7: no column x"));
            stage.start().failure();

            Status status = stage.status();

            assertThat(status.phase()).isEqualTo(Phase.DONE);
            assertThat(status.waitingFor()).isNull();
            assertThat(status.deadline()).isNull();
            assertThat(stage.currentDetails()).startsWith("### FAILED");
        }
    }

    @Test
    void theStatusOfAnEndedDeploymentGivesTheReasonOfTheResultAndNothingOfTheWait() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);
            stage.signal("reject", "{\"by\":\"ann\",\"planHash\":\"01234567\",\"reason\":\"totals are off\"}");
            Outcome outcome = stage.result();

            Status status = stage.status();

            assertThat(status.outcome()).isEqualTo(outcome.outcome());
            assertThat(status.reason()).isEqualTo(outcome.reason()).contains("totals are off");
            assertThat(status.readiness()).isNull();
            assertThat(status.waitingFor()).isNull();
            assertThat(status.next()).containsExactly("temporal workflow result --workflow-id shop-prod");
        }
    }

    @Test
    void theStatusOfACancelledDeploymentLeadsToWhereItsOutcomeIs() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);
            stage.cancel();
            assertThatThrownBy(stage::result).isInstanceOf(WorkflowFailedException.class);

            Status status = stage.status();

            assertThat(status.reason()).isEqualTo(stage.memo().reason());
            assertThat(status.next()).containsExactly("temporal workflow describe --workflow-id shop-prod");
        }
    }

    @Test
    void planAndEvidenceSayWhatTheyWaitForWhileTheyAreNotThere() {
        try (Stage stage = Stage.empty().stopAt(Phase.CLONING)) {
            stage.world.plan.alwaysFail(ApplicationFailure.newFailure("no connection", "Lost"));
            stage.start().awaitAttempt("Plan");

            PlanAnswer plan = stage.workflow().query("plan", PlanAnswer.class);
            EvidenceAnswer evidence = stage.workflow().query("evidence", EvidenceAnswer.class);

            assertThat(plan).isEqualTo(PlanAnswer.none("the plan, which is there when the phase PLANNING has ended."));
            assertThat(evidence.available()).isFalse();
            assertThat(evidence.waitingFor()).contains("when green is ready; the phase is PLANNING.");
            assertThat(evidence.evidence()).isNull();
        }
    }

    @Test
    void planAndEvidenceOfADeploymentThatEndedBeforeSayThatNothingWillCome() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.alwaysFail(FakeWorld.refusing(FailureType.PLAN_REFUSED, "A table is in the way."));
            stage.start().failure();

            assertThat(stage.workflow().query("plan", PlanAnswer.class).waitingFor())
                    .isEqualTo("nothing any more: the deployment ended as FAILED before there was a plan.");
            assertThat(stage.workflow().query("evidence", EvidenceAnswer.class).waitingFor())
                    .isEqualTo("nothing any more: the deployment ended as FAILED before there was evidence.");
        }
    }

    @Test
    void whatIsSafeToAssumeAboutProductionIsSaidOnce() {
        try (Stage stage = Stage.empty()) {
            stage.world.plan.alwaysFail(FakeWorld.refusing(
                    FailureType.PLAN_REFUSED, "A table is in the way. Production is untouched. Move it."));

            Outcome outcome = stage.start().failure();

            assertThat(outcome.reason()).isEqualTo("A table is in the way. Move it.");
            assertThat(outcome.production()).isEqualTo("Production is untouched.");
        }
    }

    @Test
    void aRequestThatCannotBeCarriedOutIsListedUnderTheTargetThatItNames() {
        try (Stage stage = Stage.empty()) {
            stage.start("{\"target\":\"prod\",\"projct\":{}}").failure();

            assertThat(stage.searchAttributes().get(SearchAttributes.TARGET)).isEqualTo("prod");
        }
    }

    private static Builder columns(String phase) {
        return io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.TARGET, "prod")
                .set(SearchAttributes.REQUESTER, "kim")
                .set(SearchAttributes.PHASE, phase);
    }
}

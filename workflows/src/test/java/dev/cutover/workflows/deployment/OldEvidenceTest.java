package dev.cutover.workflows.deployment;

import static dev.cutover.workflows.deployment.RenewalTest.approvals;
import static dev.cutover.workflows.deployment.RenewalTest.approve;
import static dev.cutover.workflows.deployment.RenewalTest.collections;
import static dev.cutover.workflows.deployment.RenewalTest.differing;
import static dev.cutover.workflows.deployment.RenewalTest.evidence;
import static dev.cutover.workflows.deployment.RenewalTest.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No approval counts for evidence that nobody has read, or that nobody could read any more (P4). */
class OldEvidenceTest {
    private static final CheckResult PASSED =
            new CheckResult("no_orphans", "checks/no_orphans.sql", 0, List.of(), null);
    private static final String FIRST = "aaaaaaaa00000000";
    private static final String SECOND = "bbbbbbbb00000000";
    private static final RuntimeException SINK =
            FakeWorld.refusing(FailureType.SINK_CANNOT_FOLLOW, "Sink feed needs the column old_id.");

    @Test
    void aCommandThatWasPrintedBesideBetterEvidenceCountsForNothing() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.always(input -> differing(SECOND, 7, PASSED));
            Status first = stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofMinutes(16));
            Status second = stage.await(status -> SECOND.equals(status.evidenceDigest()));

            assertThat(approveCommand(first)).contains("\"evidenceDigest\":\"aaaaaaaa0000\"");
            approve(stage, "ann", "aaaaaaaa0000");
            assertThat(stage.await(status -> status.ignored().size() == 1)
                            .ignored()
                            .get(0))
                    .contains("worse: the rows of materialize.shop.orders differ from production's");
            assertThat(approveCommand(second)).contains("\"evidenceDigest\":\"bbbbbbbb0000\"");
            approve(stage, "ann", "bbbbbbbb0000");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void anApprovalThatNamesNoEvidenceIsRefusedOnceSomeWasLessBad() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.always(input -> differing(SECOND, 7, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofMinutes(16));
            stage.await(status -> SECOND.equals(status.evidenceDigest()));

            approve(stage, "ann", null);

            assertThat(stage.await(status -> status.ignored().size() == 1)
                            .ignored()
                            .get(0))
                    .contains("it does not say which evidence it is about")
                    .contains("the rows of materialize.shop.orders differ from production's")
                    .contains("\"evidenceDigest\":\"bbbbbbbb0000\" (cutover approve --evidence bbbbbbbb0000)");
            stage.signal("reject", "{\"by\":\"ann\",\"planHash\":\"01234567\"}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.REJECTED);
        }
    }

    @Test
    void aCollectionThatIsRefusedVoidsApprovalsOnceAndAsksAgain() {
        try (Stage stage = told(approvals(2))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.alwaysFail(SINK);
            stage.start().await(Phase.AWAITING_DECISION);
            approve(stage, "ann", FIRST);
            stage.await(status -> status.decisions().size() == 1);
            stage.pass(Duration.ofHours(2));
            Status worse = stage.await(status -> collections(stage) >= 4);

            assertThat(worse.phase()).isEqualTo(Phase.AWAITING_DECISION);
            assertThat(worse.waitingFor())
                    .contains("What was approved by ann is void: what they approved could not be looked at again")
                    .contains(
                            "Collecting the evidence again was refused: Sink feed needs the column old_id. A new decision");
            assertThat(happenings(stage)).containsOnlyOnce(Happening.Kind.APPROVAL_VOIDED);
            List<Notice> told = stage.told(3);
            assertThat(told)
                    .extracting(Notice::kind)
                    .containsExactly(NoticeKind.AWAITING_APPROVAL, NoticeKind.VOIDED, NoticeKind.AWAITING_APPROVAL);
            assertThat(told).extracting(Notice::text).noneMatch(text -> text.contains("old_id"));

            approve(stage, "ann", FIRST);
            assertThat(stage.await(status -> status.ignored().size() == 1)
                            .ignored()
                            .get(0))
                    .contains("worse: Collecting the evidence again was refused");
            approve(stage, "ann", worse.evidenceDigest());
            approve(stage, "bob", worse.evidenceDigest());
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void whatWasRefusedHealsWhenItCanBeCollectedAgain() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED)).thenFail(SINK);
            stage.world.evidence.always(input -> evidence(SECOND, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofHours(1));
            Status healed = stage.await(status -> SECOND.equals(status.evidenceDigest()));

            assertThat(healed.waitingFor()).doesNotContain("refused", "worse");
            approve(stage, "ann", FIRST);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void peopleAreToldOnceThatNobodyCouldLook() {
        try (Stage stage = told(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.alwaysFail(FakeWorld.takingLong(Duration.ofHours(3)));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofHours(9));
            stage.await(status -> collections(stage) >= 3 && status.waitingFor().contains("did not succeed"));
            approve(stage, "ann", FIRST);
            stage.result();

            assertThat(stage.told(5))
                    .extracting(Notice::kind)
                    .containsExactly(
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.APPROVED,
                            NoticeKind.PROMOTED,
                            NoticeKind.FINISHED);
            assertThat(stage.told(5).get(1).text()).contains("The evidence could not be collected again");
        }
    }

    @Test
    void aSwapThatWasPutOffForLongIsNotSentOnEvidenceOfAnyAge() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.always(input -> differing(SECOND, 7, PASSED));
            stage.world.promote.then(new PromotionResult.NotReady(Samples.notReady("lags 5 s")));
            stage.world.readiness.then(Samples.ready()).thenFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().approve();
            stage.pass(Duration.ofHours(2));
            Status asked = stage.await(status -> SECOND.equals(status.evidenceDigest()));

            assertThat(asked.phase()).isEqualTo(Phase.AWAITING_DECISION);
            assertThat(asked.waitingFor()).contains("What was approved by ann is void");
            assertThat(stage.world.attempts).containsOnlyOnce("Promote");
            approve(stage, "ann", SECOND);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aSwapThatWasPutOffForAMomentIsSentAgainAtOnce() {
        try (Stage stage = under(approvals(1))) {
            stage.world.promote.then(new PromotionResult.Busy("ALTER SCHEMA shop SWAP WITH green", 9, 30));
            stage.start().approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(collections(stage)).isEqualTo(1);
        }
    }

    @Test
    void aNewRunStillSaysWhyAnApprovalBecameVoidAndShowsWholeEvidence() {
        try (Stage stage = under(approvals(2))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.always(input -> differing(SECOND, 7, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            approve(stage, "ann", FIRST);
            stage.pass(Duration.ofMinutes(16));
            stage.await(status -> status.waitingFor().contains("is void"));
            HistoryTest.flood(stage);

            Status later = stage.await(status -> collections(stage) == 3
                    && stage.workflow()
                            .query("evidence", EvidenceAnswer.class)
                            .evidence()
                            .equals(differing(SECOND, 7, PASSED)));
            assertThat(later.waitingFor()).contains("What was approved by ann is void");
        }
    }

    @Test
    void whoeverHasToSignIsToldTheCommandThatSigns() {
        Policy signed = new Policy(
                1,
                List.of(),
                true,
                List.of(),
                null,
                List.of(),
                List.of(),
                new Signatures(Signatures.Mode.REQUIRED, Map.of()),
                null);
        try (Stage stage = told(signed)) {
            Status asked = stage.start().await(Phase.AWAITING_DECISION);

            assertThat(stage.told(1).get(0).next())
                    .isEqualTo(asked.next())
                    .anyMatch(command -> command.startsWith("cutover approve") && command.contains("--sign-with"))
                    .noneMatch(command -> command.contains("--name approve"));
        }
    }

    private static String approveCommand(Status status) {
        return status.next().stream()
                .filter(command -> command.contains("--name approve"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Happening.Kind> happenings(Stage stage) {
        return stage.workflow().query("audit", Audit.class).happenings().stream()
                .map(Happening::kind)
                .toList();
    }

    private static Stage told(Policy policy) {
        Stage stage = Stage.empty();
        stage.world.listeners.always(target -> List.of(new Listener("oncall", Arrays.asList(NoticeKind.values()))));
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input, policy), true));
        return stage;
    }
}

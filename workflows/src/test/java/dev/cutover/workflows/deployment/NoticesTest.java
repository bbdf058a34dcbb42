package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.notice.Undelivered;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receivers hear what happens, in its order and after the end too, and no deployment waits for one of them. */
class NoticesTest {
    private static final List<NoticeKind> ALL = Arrays.asList(NoticeKind.values());
    private static final RuntimeException DOWN = ApplicationFailure.newFailure("It answered 503.", "RECEIVER");

    @Test
    void aDeploymentTellsWhatHappensInItsOrder() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            Outcome outcome = stage.start().approve().result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.told(4))
                    .extracting(Notice::kind)
                    .containsExactly(
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.APPROVED,
                            NoticeKind.PROMOTED,
                            NoticeKind.FINISHED);
            assertThat(stage.told(4)).extracting(Notice::number).containsExactly(1, 2, 3, 4);
            assertThat(stage.told(4)).extracting(Notice::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoeverHasToDecideGetsTheCommandToPaste() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.start();
            List<String> commands = stage.await(Phase.AWAITING_DECISION).next();

            Notice asked = stage.told(1).get(0);

            assertThat(asked.next()).isEqualTo(commands).anyMatch(line -> line.contains("\"APPROVE\""));
            assertThat(asked.text()).contains("a decision on plan " + Samples.PLAN_HASH.substring(0, 12));
            assertThat(asked.deadline()).isEqualTo(stage.status().deadline());
            assertThat(asked.production()).isEqualTo("Production is untouched.");
            assertThat(asked.requestedBy()).isEqualTo("kim");
        }
    }

    @Test
    void aPromotionIsToldWithTheWayBack() {
        try (Stage stage = heardBy(new Listener("oncall", List.of(NoticeKind.PROMOTED)))) {
            stage.start().approve();

            Notice promoted = stage.told(1).get(0);

            assertThat(promoted.next()).anyMatch(line -> line.contains("--name undo"));
            assertThat(promoted.production()).contains("the old one is kept until " + promoted.deadline());
        }
    }

    @Test
    void anApprovalThatBecameVoidAsksAgain() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.promote.then(new PromotionResult.Drifted("A grant is gone."));
            stage.start().approve();
            stage.pass(Duration.ofMinutes(5));
            stage.approve().result();

            List<Notice> told = stage.told(7);

            assertThat(told)
                    .extracting(Notice::kind)
                    .containsExactly(
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.APPROVED,
                            NoticeKind.VOIDED,
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.APPROVED,
                            NoticeKind.PROMOTED,
                            NoticeKind.FINISHED);
            assertThat(told.get(2).text()).contains("A grant is gone.");
        }
    }

    @Test
    void aRevertIsToldOnceAndWithoutAnEnding() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("revert", "{\"by\":\"ann\"}");
            stage.result();

            assertThat(stage.told(4)).last().satisfies(notice -> {
                assertThat(notice.kind()).isEqualTo(NoticeKind.REVERTED);
                assertThat(notice.text()).contains("by ann");
            });
        }
    }

    @Test
    void whatDoesNotHoldInProductionIsTold() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.HOLD)) {
            stage.world.listeners.always(target -> List.of(new Listener("oncall", ALL)));
            stage.world.plan.then(
                    input -> new Planning.Planned(((Planning.Planned) stage.world.plan.play(input)).plan(), true));
            stage.world.verification.then(
                    new VerificationReport("The check c returned {\"iban\":\"DE00\"}.", List.of(), 1, 0, Samples.NOON));
            stage.start().approve().await(Phase.HOLDING);

            Notice failed = stage.told(4).get(3);

            assertThat(failed.kind()).isEqualTo(NoticeKind.VERIFICATION_FAILED);
            assertThat(failed.text()).contains("Old production is kept").doesNotContain("DE00");
            assertThat(failed.next()).anyMatch(line -> line.contains("--name undo"));
        }
    }

    @Test
    void peopleAreRemindedOnceBeforeWhatDidNotHoldIsSettledByTime() {
        try (Stage stage = VerificationFlowTest.under(OnFailure.HOLD)) {
            stage.world.listeners.always(target -> List.of(new Listener("oncall", List.of(NoticeKind.HOLD_ENDS))));
            stage.world.plan.then(
                    input -> new Planning.Planned(((Planning.Planned) stage.world.plan.play(input)).plan(), true));
            stage.world.verification.then(new VerificationReport("A check failed.", List.of(), 1, 0, Samples.NOON));
            Status holding = stage.start().approve().await(Phase.HOLDING);
            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.told(1)).hasSize(1).first().satisfies(reminder -> {
                assertThat(reminder.text()).contains("Old production is dropped at " + holding.deadline());
                assertThat(reminder.at()).isBefore(holding.deadline().minus(Duration.ofHours(23)));
                assertThat(reminder.next()).anyMatch(line -> line.contains("--name undo"));
            });
        }
    }

    @Test
    void aDeliveryThatEndsAsAWorkflowShowsInStatus() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.listeners.alwaysFail(ApplicationFailure.newNonRetryableFailure("No target prod.", "CONFIG"));
            stage.start();

            Undelivered lost = stage.await(status -> !status.undelivered().isEmpty())
                    .undelivered()
                    .get(0);

            assertThat(lost.sentence()).contains("Perhaps no receiver was told of notice 1 (AWAITING_APPROVAL)");
        }
    }

    @Test
    void aReceiverThatComesBackLeavesTheStatusOfALaterRunToo() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.notify.alwaysFail(DOWN);
            stage.start().await(Phase.AWAITING_DECISION);
            Undelivered trouble = trouble(stage);
            HistoryTest.flood(stage);
            assertThat(stage.status().undelivered()).containsExactly(trouble);

            // As the delivery says it, which outlives the run that began it.
            stage.signal(
                    "undelivered",
                    "{\"deployment\":\"" + trouble.deployment()
                            + "\",\"listener\":\"oncall\",\"number\":1,\"kind\":\"AWAITING_APPROVAL\",\"until\":\""
                            + trouble.until() + "\"}");

            stage.await(status -> status.undelivered().isEmpty());
        }
    }

    @Test
    void sinksThatDoNotFollowAreToldOnce() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.sinks.always(input -> new SinkReport(List.of(), List.of(Samples.behind())));
            stage.start().approve().result();

            assertThat(stage.told(5))
                    .extracting(Notice::kind)
                    .containsSubsequence(NoticeKind.PROMOTED, NoticeKind.SINKS_BEHIND, NoticeKind.FINISHED);
        }
    }

    @Test
    void aFailureIsToldInOurOwnWordsOnly() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.deploy.alwaysFail(
                    FakeWorld.refusing(FailureType.STATEMENT_REFUSED, "invalid input \"4711 secret row\""));
            Outcome outcome = stage.start().failure();

            Notice failed = stage.told(1).get(0);

            assertThat(outcome.reason()).contains("4711");
            assertThat(failed.kind()).isEqualTo(NoticeKind.FAILED);
            assertThat(failed.outcome()).isEqualTo(Ending.FAILED);
            assertThat(failed.text())
                    .contains("failed while creating the new version in green")
                    .doesNotContain("4711");
            assertThat(failed.next()).containsExactly("temporal workflow result --workflow-id shop-prod");
        }
    }

    @Test
    void aPlanThatFailsIsToldAlthoughNobodyKnewWhoListens() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.plan.alwaysFail(FakeWorld.refusing(FailureType.INVALID_PROJECT, "no models"));
            stage.start().failure();

            assertThat(stage.told(1).get(0).planHash()).isNull();
        }
    }

    @Test
    void aCancellationIsToldToo() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.start();
            stage.told(1);
            stage.cancel();

            assertThat(stage.told(2)).last().satisfies(notice -> {
                assertThat(notice.kind()).isEqualTo(NoticeKind.CANCELLED);
                assertThat(notice.next()).containsExactly("temporal workflow describe --workflow-id shop-prod");
            });
        }
    }

    @Test
    void aReceiverHearsOnlyWhatItWants() {
        try (Stage stage =
                heardBy(new Listener("oncall", List.of(NoticeKind.PROMOTED)), new Listener("archive", ALL))) {
            stage.start().approve().result();
            stage.told(5);

            assertThat(stage.world.delivered)
                    .filteredOn(delivery -> delivery.listener().equals("oncall"))
                    .extracting(delivery -> delivery.notice().kind())
                    .containsExactly(NoticeKind.PROMOTED);
        }
    }

    @Test
    void aTargetWithoutReceiversStartsNothing() {
        try (Stage stage = Stage.empty()) {
            stage.start().approve().result();

            assertThat(stage.history().getEvents())
                    .noneMatch(event -> event.hasStartChildWorkflowExecutionInitiatedEventAttributes());
        }
    }

    @Test
    void aReceiverThatIsDownDelaysNothingAndShowsInStatusOnly() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.notify.alwaysFail(DOWN);
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofMinutes(3));

            Undelivered trouble = stage.await(status -> !status.undelivered().isEmpty())
                    .undelivered()
                    .get(0);

            assertThat(trouble.listener()).isEqualTo("oncall");
            assertThat(trouble.kind()).isEqualTo(NoticeKind.AWAITING_APPROVAL);
            assertThat(trouble.why()).isEqualTo("It answered 503.");
            assertThat(stage.currentDetails())
                    .contains("The receiver oncall does not take notice 1 (AWAITING_APPROVAL): It answered 503.");
            Instant approved = Instant.ofEpochMilli(stage.now());
            stage.approve();
            Outcome outcome = stage.result();
            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.reason()).doesNotContain("oncall");
            assertThat(since(outcome, Phase.HOLDING)).isBefore(approved.plus(Duration.ofMinutes(2)));
            assertThat(since(outcome, Phase.DONE)).isBefore(approved.plus(Duration.ofMinutes(40)));
        }
    }

    @Test
    void aReceiverThatComesBackHearsEverythingAndLeavesTheStatus() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.world.notify.alwaysFail(DOWN);
            stage.start().await(Phase.AWAITING_DECISION);
            trouble(stage);

            stage.world.notify.always(delivery -> true);
            stage.pass(Duration.ofMinutes(20));

            stage.await(status -> status.undelivered().isEmpty());
            assertThat(stage.told(1)).extracting(Notice::kind).containsExactly(NoticeKind.AWAITING_APPROVAL);
        }
    }

    @Test
    void aNoticeIsGivenUpAfterADay() {
        try (Stage stage = heardBy(new Listener("oncall", List.of(NoticeKind.AWAITING_APPROVAL)))) {
            stage.world.notify.alwaysFail(DOWN);
            stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"approvalExpiresAfter\":\"3d\"}")
                    .await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofHours(26));

            stage.await(status -> !status.undelivered().isEmpty());
            stage.world.notify.always(delivery -> true);
            stage.pass(Duration.ofHours(2));

            assertThat(stage.world.delivered).isEmpty();
            assertThat(stage.status().undelivered()).hasSize(1);
        }
    }

    @Test
    void aReceiverHearsOfTheEndAfterTheDeploymentHasEnded() {
        try (Stage stage = heardBy(new Listener("oncall", List.of(NoticeKind.REJECTED)))) {
            stage.world.notify.thenFail(DOWN);
            stage.start().await(Phase.AWAITING_DECISION);
            stage.signal("reject", "{\"by\":\"ann\",\"planHash\":\"01234567\",\"reason\":\"too early\"}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.REJECTED);

            assertThat(stage.told(1).get(0).text()).isEqualTo("Rejected by ann: too early.");
        }
    }

    @Test
    void aForgedSignalOfADeliveryChangesNothing() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.start().await(Phase.AWAITING_DECISION);

            stage.workflow().signal("undelivered");
            stage.signal("undelivered", "{\"deployment\":\"other234\",\"listener\":\"x\",\"number\":1}");
            stage.signal("undelivered", "{\"number\":\"many\",\"what\":[]}");
            stage.signal("undelivered", "\"no object\"");
            stage.approve();

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.status().undelivered()).isEmpty();
        }
    }

    @Test
    void aFloodOfMessagesLosesNoNotice() {
        try (Stage stage = heardBy(new Listener("oncall", ALL))) {
            stage.start().await(Phase.AWAITING_DECISION);
            for (int i = 0; i < 500; i++) {
                stage.signal("aprove", Stage.APPROVAL);
            }
            stage.approve().result();

            assertThat(stage.told(4))
                    .extracting(Notice::kind)
                    .containsExactly(
                            NoticeKind.AWAITING_APPROVAL,
                            NoticeKind.APPROVED,
                            NoticeKind.PROMOTED,
                            NoticeKind.FINISHED);
        }
    }

    /** Lets time pass until a receiver is in trouble: the test server may stop to skip it before. */
    private static Undelivered trouble(Stage stage) {
        for (int minutes = 0; minutes < 30 && stage.status().undelivered().isEmpty(); minutes++) {
            stage.pass(Duration.ofMinutes(1));
        }
        return stage.await(status -> !status.undelivered().isEmpty())
                .undelivered()
                .get(0);
    }

    private static Instant since(Outcome outcome, Phase phase) {
        return outcome.phases().stream()
                .filter(time -> time.phase() == phase)
                .map(PhaseTime::since)
                .findFirst()
                .orElseThrow();
    }

    static Stage heardBy(Listener... listeners) {
        Stage stage = Stage.empty();
        stage.world.listeners.always(target -> List.of(listeners));
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input), true));
        return stage;
    }
}

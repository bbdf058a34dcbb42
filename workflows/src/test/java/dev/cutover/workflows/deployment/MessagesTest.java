package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as they arrive through Temporal: none may stop a deployment or change nothing without saying so. */
class MessagesTest {
    private static final RuntimeException UNDER_WAY = FakeWorld.takingLong(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "revert", "finish", "refresh"})
    void aSignalWithoutInputIsIgnoredAndTheDeploymentGoesOn(String signal) {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            stage.workflow().signal(signal);

            assertIgnored(stage, signal + ": ignored: it came without input");
            assertThat(stage.approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void malformedInputsAreIgnoredWithTheirReasonAndTheDeploymentGoesOn() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);
            stage.signal("approve", "[1, 2]");
            stage.signal("approve", "\"yes\"");
            stage.signal("approve", "null");
            stage.signal("approve", "{\"by\":\"ann\",\"planHsh\":\"01234567\"}");
            stage.signal("approve", "{\"by\":7,\"planHash\":true}");
            stage.signal("approve", "{\"by\":\" \",\"planHash\":\"01234567\"}");
            stage.signal("reject", "{\"planHash\":\"01234567\"}");
            stage.workflow().signal("approve", new byte[] {1, 2, 3});

            List<String> ignored =
                    stage.await(status -> status.ignored().size() >= 7).ignored();

            assertThat(ignored.subList(0, 7))
                    .satisfiesExactly(
                            text -> assertThat(text).contains("not a JSON object"),
                            text -> assertThat(text).contains("not a JSON object"),
                            text -> assertThat(text).contains("without input"),
                            text -> assertThat(text).contains("did you mean planHash?"),
                            text -> assertThat(text).contains("by must be a text", "planHash must be a text"),
                            text -> assertThat(text).contains("by must be a text"),
                            text -> assertThat(text).contains("by is missing"));
            assertThat(stage.approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aMisspeltSignalIsAnsweredWithTheNearestName() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            stage.signal("aprove", Stage.APPROVAL);

            assertIgnored(stage, "signal aprove: ignored: there is no such signal (did you mean approve?)");
            assertThat(stage.approve().result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aMessageInTheVeryFirstTaskIsAnswered() {
        try (Stage stage = Stage.withoutWorker()) {
            stage.start();
            stage.signal("approve", Stage.APPROVAL);
            stage.signal("halt", "{}");
            stage.startWorker();

            Status status = stage.await(Phase.AWAITING_DECISION);

            assertThat(status.decisions()).isEmpty();
            assertThat(status.ignored())
                    .satisfiesExactly(
                            text -> assertThat(text).contains("approve by ann", "too early: the phase is PLANNING"),
                            text -> assertThat(text).contains("signal halt"));
        }
    }

    @ParameterizedTest
    @CsvSource({"Plan,PLANNING", "AwaitReadiness,HYDRATING"})
    void earlyMessagesAreIgnoredAndDoNotCountLater(String step, Phase phase) {
        try (Stage stage = Stage.empty()) {
            stage.world.script(step).thenFail(UNDER_WAY);
            stage.start().awaitAttempt(step);

            stage.signal("approve", Stage.APPROVAL);
            stage.signal("revert", "{\"by\":\"ann\"}");

            Status status = stage.await(now -> now.ignored().size() == 2);
            assertThat(status.ignored()).allMatch(text -> text.contains("too early") && text.contains(phase.name()));
            stage.pass(Duration.ofMinutes(61));
            assertThat(stage.await(Phase.AWAITING_DECISION).decisions()).isEmpty();
        }
    }

    @Test
    void anApprovalForAnotherPlanIsIgnored() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            stage.signal("approve", "{\"by\":\"ann\",\"planHash\":\"" + Samples.OTHER_HASH + "\"}");

            assertIgnored(stage, "it is for another plan: planHash begins with fedcba98");
            assertThat(stage.status().phase()).isEqualTo(Phase.AWAITING_DECISION);
        }
    }

    @Test
    void aSecondApprovalChangesNothing() {
        try (Stage stage = Stage.empty().stopAt(Phase.AWAITING_DECISION).start()) {
            stage.together(() -> {
                stage.signal("approve", Stage.APPROVAL);
                stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            });

            assertThat(stage.result().reason()).contains("approved by ann");
            assertThat(stage.status().ignored())
                    .singleElement()
                    .asString()
                    .contains("approve by bob", "already decided");
        }
    }

    @Test
    void aRejectionAfterAnApprovalInTheSameTaskChangesNothing() {
        try (Stage stage = Stage.empty().stopAt(Phase.AWAITING_DECISION).start()) {
            stage.together(() -> {
                stage.signal("approve", Stage.APPROVAL);
                stage.signal("reject", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            });

            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            Status status = stage.status();
            assertThat(status.decisions()).extracting(Decision::choice).containsExactly(Choice.APPROVE);
            assertThat(status.ignored())
                    .singleElement()
                    .asString()
                    .contains("reject by bob", "the first decision counts");
        }
    }

    @Test
    void anApprovalAfterARejectionInTheSameTaskChangesNothing() {
        try (Stage stage = Stage.empty().stopAt(Phase.AWAITING_DECISION).start()) {
            stage.together(() -> {
                stage.signal("reject", Stage.APPROVAL);
                stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            });

            assertThat(stage.result().outcome()).isEqualTo(Ending.REJECTED);
            assertThat(stage.status().ignored()).singleElement().asString().contains("approve by bob");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
        }
    }

    @Test
    void lateMessagesAreIgnored() {
        try (Stage stage = Stage.empty()) {
            stage.world.drop.thenFail(UNDER_WAY);
            stage.start().approve().await(Phase.HOLDING);
            stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            stage.signal("finish", "{\"by\":\"ann\"}");
            stage.awaitAttempt("Drop RETIRED");
            stage.signal("revert", "{\"by\":\"bob\"}");
            stage.signal("finish", "{\"by\":\"bob\"}");

            Status status = stage.await(now -> now.ignored().size() == 3);

            assertThat(status.ignored())
                    .satisfiesExactly(
                            text -> assertThat(text).contains("approve by bob", "already decided"),
                            text -> assertThat(text).contains("revert by bob", "already ordered"),
                            text -> assertThat(text).contains("finish by bob", "already ordered"));
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void anUpdateApprovesAndAnswersAtOnce() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            String answer =
                    stage.update("decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"0123456789AB\"}");

            assertThat(answer).startsWith("Approved by ann.");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void anUpdateRejectsAndAnswersAtOnce() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            String answer =
                    stage.update("decide", "{\"decision\":\"reject\",\"by\":\"ann\",\"planHash\":\"01234567\"}");

            assertThat(answer).startsWith("Rejected by ann.");
            assertThat(stage.result().outcome()).isEqualTo(Ending.REJECTED);
        }
    }

    @Test
    void refusedUpdatesSayWhyAndLeaveNoTrace() {
        try (Stage stage = Stage.empty().start()) {
            stage.await(Phase.AWAITING_DECISION);

            assertThat(refusal(stage, "decide", "{\"decision\":\"MAYBE\",\"by\":\"ann\",\"planHash\":\"01234567\"}"))
                    .contains("decision must be APPROVE or REJECT");
            assertThat(refusal(stage, "decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"0123\"}"))
                    .contains("at least 8 characters");
            assertThat(refusal(stage, "decide", "[]")).contains("not a JSON object");
            assertThat(refusal(stage, "undo", "{\"by\":\"ann\"}")).contains("nothing has been promoted yet");
            Status status = stage.status();
            assertThat(status.ignored()).isEmpty();
            assertThat(status.decisions()).isEmpty();
            assertThat(status.phase()).isEqualTo(Phase.AWAITING_DECISION);
        }
    }

    private static String refusal(Stage stage, String update, String input) {
        ApplicationFailure refusal = (ApplicationFailure)
                catchThrowableOfType(WorkflowUpdateException.class, () -> stage.update(update, input))
                        .getCause();
        assertThat(refusal.getType()).isEqualTo("REFUSED");
        assertThat(refusal.isNonRetryable()).isTrue();
        return refusal.getOriginalMessage();
    }

    private static void assertIgnored(Stage stage, String text) {
        Status status = stage.await(now -> !now.ignored().isEmpty());
        assertThat(status.ignored()).singleElement().asString().contains(text);
    }
}

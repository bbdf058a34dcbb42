package dev.cutover.workflows.deployment;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Verification;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.queue.Turn;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Records the histories that {@link ReplayTest} replays. Not part of the suite: it writes into the source tree.
 *
 * <p>Histories of a released version are never recorded again. For a new version, change {@link #VERSION} and run
 * {@code mvn -pl workflows test -Dtest=HistoryRecorder}.
 */
class HistoryRecorder {
    static final String VERSION = "0.1";

    private static final Path FOLDER = Path.of("src", "test", "resources", "histories", VERSION);
    private static final String QUEUED =
            "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"onConflict\":\"QUEUE\"}";
    private static final RuntimeException UNDER_WAY = FakeWorld.takingLong(Duration.ofHours(1));

    @TestFactory
    Stream<DynamicTest> record() {
        return scenarios().entrySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getKey(),
                        () -> record(scenario.getKey(), stage -> {
                            scenario.getValue().accept(stage);
                            return stage.history();
                        })));
    }

    @TestFactory
    Stream<DynamicTest> recordWhatIsNoDeployment() {
        return Stream.of(
                DynamicTest.dynamicTest("janitor", () -> record("janitor", stage -> stage.history(stage.janitor()))),
                DynamicTest.dynamicTest("notice-delivery", () -> record("notice-delivery", HistoryRecorder::delivery)));
    }

    private static void record(String name, Function<Stage, WorkflowExecutionHistory> scenario) throws IOException {
        try (Stage stage = Stage.empty()) {
            WorkflowExecutionHistory history = scenario.apply(stage);
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".json"), history.toJson(false) + "\n");
        }
    }

    /** The first delivery, with a receiver in trouble: told to the deployment, tried again, and taken. */
    private static WorkflowExecutionHistory delivery(Stage stage) {
        promotedWithReceivers(stage);
        return stage.history().getEvents().stream()
                .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
                .map(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getWorkflowId())
                .findFirst()
                .map(stage::history)
                .orElseThrow();
    }

    private static Map<String, Consumer<Stage>> scenarios() {
        Map<String, Consumer<Stage>> scenarios = new TreeMap<>();
        scenarios.put("promoted", stage -> stage.start().approve().result());
        scenarios.put("promoted-by-update", HistoryRecorder::promotedByUpdate);
        scenarios.put("promoted-after-busy-not-ready-and-drift", HistoryRecorder::promotedTheHardWay);
        scenarios.put("promoted-after-all", HistoryRecorder::promotedAfterAll);
        scenarios.put("promoted-after-looking-again", HistoryRecorder::promotedAfterLookingAgain);
        scenarios.put("promoted-after-refused-revert", HistoryRecorder::promotedAfterRefusedRevert);
        scenarios.put("promoted-under-a-policy", HistoryRecorder::promotedUnderAPolicy);
        scenarios.put("promoted-after-waiting-in-the-queue", HistoryRecorder::promotedFromTheQueue);
        scenarios.put("cancelled-in-the-queue", HistoryRecorder::cancelledInTheQueue);
        scenarios.put("promoted-after-being-overtaken", HistoryRecorder::promotedAfterBeingOvertaken);
        scenarios.put("reverted", HistoryRecorder::reverted);
        scenarios.put("reverted-after-verification", HistoryRecorder::revertedAfterVerification);
        scenarios.put("promoted-with-sinks-behind", HistoryRecorder::promotedWithSinksBehind);
        scenarios.put("reverted-while-pointing-sinks", HistoryRecorder::revertedWhilePointing);
        scenarios.put("rejected-after-ignored-messages", HistoryRecorder::rejected);
        scenarios.put("promoted-with-receivers", HistoryRecorder::promotedWithReceivers);
        scenarios.put("expired", stage -> stage.start().result());
        scenarios.put("cancelled-while-hydrating", HistoryRecorder::cancelledWhileHydrating);
        scenarios.put("cancelled-while-promoting", HistoryRecorder::cancelledWhilePromoting);
        scenarios.put("cancelled-in-the-hold", HistoryRecorder::cancelledInTheHold);
        scenarios.put("failed-checks", HistoryRecorder::failedChecks);
        scenarios.put("failed-hydration", HistoryRecorder::failedHydration);
        scenarios.put("failed-dirty", HistoryRecorder::failedDirty);
        scenarios.put(
                "failed-request", stage -> stage.start("{\"targt\":\"prod\"}").failure());
        scenarios.put("planned", HistoryRecorder::planned);
        scenarios.put("nothing-to-do", HistoryRecorder::nothingToDo);
        return scenarios;
    }

    private static void promotedByUpdate(Stage stage) {
        stage.start().await(Phase.AWAITING_DECISION);
        stage.update("decide", "{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"01234567\"}");
        stage.result();
    }

    private static void promotedTheHardWay(Stage stage) {
        stage.world
                .readiness
                .then(Samples.notReady("hydrated on 0 of 1 replicas"))
                .then(Samples.failing());
        stage.world
                .promote
                .then(new PromotionResult.Busy("ALTER SCHEMA shop SWAP WITH green", 9, 30))
                .then(new PromotionResult.NotReady(Samples.notReady("lags 5 s")))
                .then(new PromotionResult.Drifted("A grant is gone."));
        stage.start().approve();
        stage.pass(Duration.ofMinutes(5));
        stage.approve().result();
    }

    /** The swap is put off for an hour, looking again is refused, and what was approved before is void. */
    private static void promotedAfterLookingAgain(Stage stage) {
        stage.world.evidence.then(Samples.evidence());
        stage.world.evidence.alwaysFail(FakeWorld.refusing(FailureType.SINK_CANNOT_FOLLOW, "A sink reads old_id."));
        stage.world.promote.then(new PromotionResult.NotReady(Samples.notReady("lags 5 s")));
        stage.world.readiness.then(Samples.ready()).thenFail(FakeWorld.takingLong(Duration.ofHours(1)));
        stage.start().approve();
        stage.pass(Duration.ofHours(2));
        Status asked = stage.await(status -> status.waitingFor().contains("is void"));
        RenewalTest.approve(stage, "ann", asked.evidenceDigest());
        stage.result();
    }

    private static void promotedAfterAll(Stage stage) {
        stage.world.promote.always(input -> {
            stage.world.promoteSoundly(input);
            throw UNDER_WAY;
        });
        stage.start().approve().result();
    }

    private static void promotedAfterRefusedRevert(Stage stage) {
        stage.world
                .revert
                .then(new RevertResult.Busy("ALTER SCHEMA shop SWAP WITH retired", 9))
                .then(new RevertResult.Refused("Deployment abcd2345 has promoted since."));
        stage.start().approve().await(Phase.HOLDING);
        stage.signal("revert", "{\"by\":\"ann\"}");
        stage.result();
    }

    private static void promotedUnderAPolicy(Stage stage) {
        FreezeWindow today = new FreezeWindow(
                LocalDateTime.now(ZoneOffset.UTC).minusHours(1).toString(), Duration.ofHours(8), "UTC", "not today");
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(
                input,
                new Policy(
                        2,
                        List.of("ann", "bob"),
                        false,
                        List.of(),
                        Duration.ofHours(20),
                        List.of(today),
                        List.of("eve"),
                        Signatures.OFF,
                        new Verification(Duration.ofMinutes(1), OnFailure.HOLD)))));
        stage.world.promote.then(input -> new PromotionResult.PolicyChanged(input.policy()));
        stage.start().approve();
        stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
        stage.await(status -> status.decisions().size() == 2);
        stage.pass(Duration.ofHours(9));
        stage.approve();
        stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
        stage.result();
    }

    private static void revertedAfterVerification(Stage stage) {
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(
                input,
                new Policy(
                        1,
                        List.of(),
                        true,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        Signatures.OFF,
                        new Verification(Duration.ofMinutes(1), OnFailure.REVERT)))));
        stage.world.verification.then(new VerificationReport("A check failed.", List.of(), 1, 0, Samples.NOON));
        stage.start().approve().result();
    }

    private static void promotedFromTheQueue(Stage stage) {
        stage.world
                .turn
                .then(new Turn(List.of(Samples.ahead("shop-a"), Samples.ahead("shop-b"))))
                .then(new Turn(List.of(Samples.ahead("shop-b"))));
        stage.start(QUEUED).approve().result();
    }

    private static void cancelledInTheQueue(Stage stage) {
        stage.world.turn.then(new Turn(List.of(Samples.ahead("shop-a"))));
        stage.world.turn.alwaysFail(UNDER_WAY);
        stage.start(QUEUED).await(Phase.QUEUED);
        cancel(stage);
    }

    private static void promotedAfterBeingOvertaken(Stage stage) {
        stage.world.promote.then(new PromotionResult.Stale("Schema shop was replaced.", "abcd2345"));
        String first = stage.start(QUEUED).await(Phase.AWAITING_DECISION).deployment();
        stage.approve();
        stage.await(status -> status.phase() == Phase.AWAITING_DECISION
                && !status.deployment().equals(first));
        stage.approve().await(Phase.HOLDING);
        stage.signal("finish", "{\"by\":\"ann\"}");
        stage.result();
    }

    private static void reverted(Stage stage) {
        stage.start().approve().await(Phase.HOLDING);
        stage.update("undo", "{\"by\":\"ann\",\"reason\":\"totals are off\"}");
        stage.result();
    }

    private static void promotedWithSinksBehind(Stage stage) {
        stage.world.sinks.always(input -> new SinkReport(List.of(), List.of(Samples.behind())));
        stage.start().approve().result();
    }

    private static void revertedWhilePointing(Stage stage) {
        stage.world.sinks.always(input -> {
            if (input.from() == Side.RETIRED) {
                throw UNDER_WAY;
            }
            return stage.world.pointSoundly(input);
        });
        stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"sinkTimeout\":\"24h\"}")
                .approve()
                .awaitAttempt("PointSinks RETIRED");
        stage.signal("revert", "{\"by\":\"ann\"}");
        stage.result();
    }

    private static void promotedWithReceivers(Stage stage) {
        stage.world.listeners.always(target -> List.of(new Listener("oncall", List.of(NoticeKind.values()))));
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input), true));
        stage.world.notify.alwaysFail(ApplicationFailure.newFailure("It answered 503.", "RECEIVER"));
        stage.start().await(Phase.AWAITING_DECISION);
        stage.pass(Duration.ofMinutes(3));
        stage.await(status -> !status.undelivered().isEmpty());
        stage.world.notify.always(delivery -> true);
        stage.pass(Duration.ofMinutes(20));
        stage.approve().result();
    }

    private static void rejected(Stage stage) {
        stage.start().await(Phase.AWAITING_DECISION);
        stage.signal("aprove", Stage.APPROVAL);
        stage.workflow().signal("approve");
        stage.signal("reject", Stage.APPROVAL);
        stage.result();
    }

    private static void cancelledWhileHydrating(Stage stage) {
        stage.world.readiness.alwaysFail(UNDER_WAY);
        stage.start().awaitAttempt("AwaitReadiness");
        cancel(stage);
    }

    private static void cancelledWhilePromoting(Stage stage) {
        stage.world.promote.alwaysFail(UNDER_WAY);
        stage.start().approve().awaitAttempt("Promote");
        cancel(stage);
    }

    private static void cancelledInTheHold(Stage stage) {
        stage.start().approve().await(Phase.HOLDING);
        cancel(stage);
    }

    private static void failedChecks(Stage stage) {
        stage.world.evidence.then(
                Samples.evidence(new CheckResult("no_orphans", "checks/no_orphans.sql", 3, List.of("{}"), null)));
        stage.start().failure();
    }

    private static void failedHydration(Stage stage) {
        stage.world.readiness.then(Samples.notReady("hydrated on 0 of 1 replicas"));
        stage.world.readiness.alwaysFail(UNDER_WAY);
        stage.start().failure();
    }

    private static void failedDirty(Stage stage) {
        stage.world.drop.then(new DropReport(List.of(), List.of(Samples.remaining())));
        stage.start().await(Phase.AWAITING_DECISION);
        stage.signal("reject", Stage.APPROVAL);
        stage.failure();
    }

    private static void planned(Stage stage) {
        stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"dryRun\":true}")
                .result();
    }

    private static void nothingToDo(Stage stage) {
        stage.world.plan.then(
                new Planning.NothingToDo("Production is what the project says.", List.of("schema materialize.shop")));
        stage.start().result();
    }

    private static void cancel(Stage stage) {
        stage.cancel();
        Assertions.assertThat(Assertions.catchThrowable(stage::result)).isNotNull();
    }
}

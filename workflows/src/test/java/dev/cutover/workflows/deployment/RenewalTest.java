package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.status.Status;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Evidence that is collected again while people are awaited, and what becomes of approvals (P4). */
class RenewalTest {
    private static final CheckResult PASSED =
            new CheckResult("no_orphans", "checks/no_orphans.sql", 0, List.of(), null);
    private static final CheckResult FAILED =
            new CheckResult("no_orphans", "checks/no_orphans.sql", 3, List.of("{}"), null);

    private static final String FIRST = "aaaaaaaa00000000";
    private static final String SECOND = "bbbbbbbb00000000";
    private static final String THIRD = "cccccccc00000000";

    @Test
    void rowsThatChangeMeanwhileLeaveApprovalsOfOlderEvidenceAlone() {
        try (Stage stage = under(approvals(2))) {
            stage.world.evidence.then(differing(FIRST, 3, PASSED)).then(differing(SECOND, 4711, PASSED));
            stage.world.evidence.always(input -> differing(THIRD, 5000, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            approve(stage, "ann", FIRST);
            stage.pass(Duration.ofHours(1));
            Status waiting = stage.await(status -> collections(stage) >= 3);

            assertThat(waiting.waitingFor()).contains("there is one by ann.").doesNotContain("void", "worse");
            approve(stage, "bob", SECOND);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.status().decisions()).hasSize(2);
        }
    }

    @Test
    void aCheckThatFailsMeanwhileVoidsTheApprovalAndSaysWhyAndHealsWithTheRows() {
        try (Stage stage = under(approvals(2))) {
            stage.world.evidence.then(evidence(FIRST, PASSED)).then(evidence(SECOND, FAILED));
            stage.world.evidence.always(input -> evidence(THIRD, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            approve(stage, "ann", FIRST);
            stage.pass(Duration.ofMinutes(16));
            Status worse = stage.await(status -> status.waitingFor().contains("void"));

            assertThat(worse.phase()).isEqualTo(Phase.AWAITING_DECISION);
            assertThat(worse.waitingFor())
                    .contains("What was approved by ann is void", "the check no_orphans fails")
                    .contains("Nothing can be approved until these checks pass, which nobody may override: no_orphans")
                    .contains("there is none yet");

            approve(stage, "bob", FIRST);
            assertThat(stage.await(status -> !status.ignored().isEmpty()).ignored())
                    .first()
                    .asString()
                    .contains("worse: the check no_orphans fails.")
                    .contains("temporal workflow query --workflow-id shop-prod --name evidence");

            stage.pass(Duration.ofMinutes(31));
            stage.await(status -> !status.waitingFor().contains("Nothing can be approved"));
            approve(stage, "ann", FIRST);
            approve(stage, "bob", THIRD);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.status().ignored()).hasSize(1);
        }
    }

    @Test
    void anApprovalThatWaitsForTheEndOfAFreezeBecomesVoidToo() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        try (Stage stage = under(frozen(hourAgo, Duration.ofHours(10)))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.always(input -> differing(SECOND, 7, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            approve(stage, "ann", null);
            stage.await(status -> status.waitingFor().contains("the end of a freeze"));
            stage.pass(Duration.ofMinutes(16));

            Status worse = stage.await(status -> status.waitingFor().contains("void"));
            assertThat(worse.waitingFor())
                    .contains("a decision on plan", "the rows of materialize.shop.orders differ from production's");
            assertThat(stage.result().outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
        }
    }

    @Test
    void anApprovalWhileEvidenceIsBeingCollectedIsNeitherLostNorKeptWaiting() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.alwaysFail(FakeWorld.takingLong(Duration.ofHours(1)));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofMinutes(16));
            Status renewing =
                    stage.await(status -> status.waitingFor().contains("The evidence is being collected again."));

            assertThat(renewing.phase()).isEqualTo(Phase.AWAITING_DECISION);
            Instant approved = Instant.ofEpochMilli(stage.now());
            approve(stage, "ann", FIRST);
            Status holding = stage.await(Phase.HOLDING);
            assertThat(holding.phases().get(holding.phases().size() - 1).since())
                    .isBefore(approved.plus(Duration.ofMinutes(30)));
        }
    }

    @Test
    void evidenceThatCannotBeCollectedAgainStandsAndTheStatusSaysSo() {
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.then(evidence(FIRST, PASSED));
            stage.world.evidence.alwaysFail(ApplicationFailure.newNonRetryableFailure("Out of memory.", "Error"));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofMinutes(16));

            stage.await(status ->
                    status.waitingFor().contains("That did not succeed, and what there is stands: Out of memory."));
            approve(stage, "ann", FIRST);
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void whoeverAsksGetsFreshEvidenceButNotEverySecond() {
        try (Stage stage = under(onlyWhenAsked())) {
            stage.world.evidence.then(evidence(FIRST, PASSED)).then(evidence(SECOND, PASSED));
            stage.start().await(Phase.AWAITING_DECISION);
            stage.pass(Duration.ofHours(3));
            assertThat(collections(stage)).isEqualTo(1);

            stage.signal("refresh", "{\"by\":\"ann\"}");
            stage.await(
                    status -> collections(stage) == 2 && !status.waitingFor().contains("being collected"));
            stage.signal("refresh", "{\"by\":\"ann\"}");

            assertThat(stage.await(status -> !status.ignored().isEmpty()).ignored())
                    .first()
                    .asString()
                    .contains("refresh by ann: ignored: the evidence has just been collected; ask again after");
        }
    }

    @Test
    void aMonthOfWaitingIsCollectedOftenAtFirstAndSeldomLater() {
        AtomicInteger number = new AtomicInteger();
        try (Stage stage = under(approvals(1))) {
            stage.world.evidence.always(input -> differing("digest-" + number.incrementAndGet(), number.get(), PASSED));

            Outcome outcome = stage.start("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},"
                            + "\"approvalExpiresAfter\":\"30d\"}")
                    .result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(collections(stage)).isBetween(100L, 140L);
            assertThat(stage.history().getEvents()).hasSizeLessThan(700);
        }
    }

    static long collections(Stage stage) {
        return Collections.frequency(stage.world.attempts, "CollectEvidence");
    }

    static void approve(Stage stage, String by, String digest) {
        stage.signal(
                "approve",
                "{\"by\":\"" + by + "\",\"planHash\":\"01234567\""
                        + (digest == null ? "" : ",\"evidenceDigest\":\"" + digest + "\"") + "}");
    }

    static Evidence evidence(String digest, CheckResult... checks) {
        Evidence sample = Samples.evidence(checks);
        return new Evidence(
                sample.objects(),
                List.of(),
                sample.checks(),
                sample.sinks(),
                sample.dependents(),
                0,
                sample.warnings(),
                null,
                sample.greenFingerprint(),
                sample.greenFacts(),
                sample.collectedAt(),
                digest);
    }

    static Evidence differing(String digest, long rows, CheckResult... checks) {
        Evidence sample = Samples.evidence(checks);
        DataDiff differing = new DataDiff(
                new ObjectName("materialize", "shop", "orders"),
                DataDiff.Verdict.DIFFERENT,
                3,
                List.of("id"),
                new DataDiff.Rows(rows, rows, rows, rows, 1L),
                List.of(),
                null);
        return new Evidence(
                sample.objects(),
                List.of(differing),
                sample.checks(),
                sample.sinks(),
                sample.dependents(),
                0,
                sample.warnings(),
                null,
                sample.greenFingerprint(),
                sample.greenFacts(),
                sample.collectedAt(),
                digest);
    }

    static Stage under(Policy policy) {
        Stage stage = Stage.empty();
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input, policy)));
        return stage;
    }

    static Policy onlyWhenAsked() {
        return policy(1, List.of(), Duration.ZERO);
    }

    static Policy approvals(int needed) {
        return policy(needed, List.of(), null);
    }

    private static Policy frozen(Instant from, Duration lasts) {
        String start = LocalDateTime.ofInstant(from, ZoneOffset.UTC).toString();
        return policy(1, List.of(new FreezeWindow(start, lasts, "UTC", "quarter's end")), null);
    }

    private static Policy policy(int approvals, List<FreezeWindow> freeze, Duration refreshEvery) {
        return new Policy(
                approvals, List.of(), true, List.of(), null, freeze, List.of(), Signatures.OFF, null, refreshEvery);
    }
}

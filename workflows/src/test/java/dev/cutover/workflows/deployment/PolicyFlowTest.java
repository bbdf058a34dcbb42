package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Overridable;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a target's policy changes in the course of a deployment (P4). */
class PolicyFlowTest {
    private static final CheckResult FAILED =
            new CheckResult("no_orphans", "checks/no_orphans.sql", 3, List.of("{}"), null);

    @Test
    void twoApprovalsPromoteAndTheStatusSaysHowManyThereAre() {
        try (Stage stage = under(approvals(2))) {
            AtomicReference<PromoteInput> promoted = promotion(stage);
            stage.start().approve();
            Status waiting = stage.await(status -> status.decisions().size() == 1);

            assertThat(waiting.phase()).isEqualTo(Phase.AWAITING_DECISION);
            assertThat(waiting.waitingFor()).contains("approvals by 2 people; there is one by ann.");
            assertThat(stage.world.attempts).doesNotContain("Promote");

            stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(promoted.get().record()).contains("approved by ann at ", ", bob at ");
        }
    }

    @Test
    void oneOfTwoApprovalsIsNotEnoughWhenTheTimeIsOver() {
        try (Stage stage = under(approvals(2))) {
            stage.start().approve();
            stage.await(status -> status.decisions().size() == 1);

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.reason()).contains("Only 1 of 2 approvals");
            assertThat(stage.world.production()).isEqualTo(FakeWorld.Version.OLD);
        }
    }

    @Test
    void aPolicyShortensTheTimeThatARequestGives() {
        try (Stage stage = under(policy(1, List.of(), Duration.ofMinutes(5), List.of()))) {
            Status status = stage.start().await(Phase.AWAITING_DECISION);

            Instant began = status.phases().get(status.phases().size() - 1).since();
            assertThat(status.deadline()).isBefore(began.plus(Duration.ofMinutes(6)));
        }
    }

    @Test
    void aPolicyThatChangedVoidsTheApprovalAndAsksAgainUnderTheNewOne() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.PolicyChanged(approvals(2)));
            stage.start().approve();
            Status again = stage.await(status -> status.waitingFor() != null
                    && status.waitingFor().contains("the policy of target prod has changed"));

            assertThat(again.waitingFor()).contains("The approval is void");
            stage.pass(Duration.ofMinutes(5));
            stage.approve();
            stage.signal("approve", "{\"by\":\"bob\",\"planHash\":\"01234567\"}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(stage.status().decisions()).hasSize(3);
        }
    }

    @Test
    void aFailingCheckThatMayBeOverriddenIsAskedForAndAnApprovalMustNameIt() {
        Policy overridable = policy(1, List.of(new Overridable("no_*", List.of("ann"))), null, List.of());
        try (Stage stage = under(overridable)) {
            stage.world.evidence.then(Samples.evidence(FAILED));
            stage.start().approve();
            Status refused = stage.await(status -> !status.ignored().isEmpty());

            assertThat(refused.waitingFor()).contains("must name them in overrides: no_orphans");
            assertThat(refused.ignored().get(0)).contains("no approval overrides them: no_orphans");

            stage.signal("approve", "{\"by\":\"ann\",\"planHash\":\"01234567\",\"overrides\":[\"no_orphans\"]}");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aFailingCheckThatNobodyMayOverrideEndsTheDeploymentBeforeAnybodyIsAsked() {
        Policy overridable = policy(1, List.of(new Overridable("slow_*", List.of("ann"))), null, List.of());
        try (Stage stage = under(overridable)) {
            stage.world.evidence.then(Samples.evidence(FAILED));
            stage.start();

            assertThat(stage.failure().reason()).contains("1 of 1 checks failed: no_orphans returned 3 rows");
        }
    }

    @Test
    void anApprovedPlanWaitsForTheEndOfAFreeze() {
        try (Stage stage = under(frozenNow())) {
            stage.start().approve();
            Status waiting = stage.await(status -> status.decisions().size() == 1);

            assertThat(waiting.phase()).isEqualTo(Phase.AWAITING_DECISION);
            assertThat(waiting.waitingFor())
                    .contains("the end of a freeze at ", "(quarter's end): the plan is approved.", "by eve, lifts");
            assertThat(stage.world.attempts).doesNotContain("Promote");
            assertThat(stage.result().outcome()).isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void brokenGlassPromotesInAFreezeAtOnce() {
        try (Stage stage = under(frozenNow())) {
            AtomicReference<PromoteInput> promoted = promotion(stage);
            stage.start().approve();
            stage.await(status -> status.decisions().size() == 1);

            stage.signal(
                    "approve",
                    "{\"by\":\"eve\",\"planHash\":\"01234567\",\"breakGlass\":true,\"reason\":\"customers wait\"}");
            stage.await(Phase.HOLDING);

            assertThat(promoted.get().record()).contains("eve (broke the glass) at ");
            assertThat(stage.status().decisions()).hasSize(2);
        }
    }

    @Test
    void aSwapIsNotSentOnceAFreezeBegins() {
        Instant soon = Instant.now().plus(Duration.ofHours(2));
        try (Stage stage = under(policy(1, List.of(), null, List.of(window(soon, Duration.ofHours(1)))))) {
            AtomicReference<PromoteInput> promoted = promotion(stage);
            stage.start().approve().await(Phase.HOLDING);

            assertThat(promoted.get().notAfter()).isBetween(soon.minusSeconds(60), soon.plusSeconds(1));
        }
    }

    @Test
    void anApprovalThatExpiresInAFreezeEndsAsExpired() {
        Instant ago = Instant.now().minus(Duration.ofHours(1));
        Policy frozen = policy(1, List.of(), null, List.of(window(ago, Duration.ofDays(3))));
        try (Stage stage = under(frozen)) {
            stage.start().approve();

            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.EXPIRED);
            assertThat(outcome.reason()).contains("expired in a freeze that lasts until", "quarter's end");
        }
    }

    private static Stage under(Policy policy) {
        Stage stage = Stage.empty();
        stage.world.plan.always(input -> new Planning.Planned(Samples.plan(input, policy)));
        return stage;
    }

    private static AtomicReference<PromoteInput> promotion(Stage stage) {
        AtomicReference<PromoteInput> seen = new AtomicReference<>();
        stage.world.promote.then(input -> {
            seen.set(input);
            return stage.world.promoteSoundly(input);
        });
        return seen;
    }

    private static Policy frozenNow() {
        return new Policy(
                1,
                List.of("ann"),
                true,
                List.of(),
                null,
                List.of(window(Instant.now().minus(Duration.ofHours(1)), Duration.ofHours(10))),
                List.of("eve"),
                Signatures.OFF,
                null);
    }

    private static FreezeWindow window(Instant from, Duration lasts) {
        return new FreezeWindow(
                LocalDateTime.ofInstant(from, ZoneOffset.UTC).toString(), lasts, "UTC", "quarter's end");
    }

    private static Policy approvals(int needed) {
        return policy(needed, List.of(), null, List.of());
    }

    private static Policy policy(
            int approvals, List<Overridable> overridable, Duration expiresAfter, List<FreezeWindow> freeze) {
        return new Policy(
                approvals, List.of(), true, overridable, expiresAfter, freeze, List.of(), Signatures.OFF, null);
    }
}

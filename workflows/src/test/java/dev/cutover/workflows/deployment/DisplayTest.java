package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.display.Details;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.status.Status;
import io.temporal.common.SearchAttributes.Builder;
import org.junit.jupiter.api.Test;

/** What people see at each moment: status, current details, columns. */
class DisplayTest {
    @Test
    void theStatusOfTheWaitForADecisionSaysWhatToTypeAndByWhen() {
        try (Stage stage = Stage.empty().start()) {
            Status status = stage.await(Phase.AWAITING_DECISION);

            assertThat(status.target()).isEqualTo("prod");
            assertThat(status.deployment()).matches("[a-z2-7]{8}");
            assertThat(status.waitingFor()).isEqualTo("a decision on plan 0123456789ab: approve or reject.");
            assertThat(status.deadline())
                    .isEqualTo(status.phases().get(5).since().plus(java.time.Duration.ofHours(24)));
            assertThat(status.production()).isEqualTo("Production is untouched.");
            assertThat(status.next())
                    .anyMatch(command -> command.startsWith("temporal workflow update execute --workflow-id shop-prod")
                            && command.contains("0123456789ab"));
            assertThat(status.outcome()).isNull();
            assertThat(stage.workflow().query("plan", Plan.class).hash()).isEqualTo(Samples.PLAN_HASH);
            assertThat(stage.workflow().query("evidence", Evidence.class)).isEqualTo(Samples.evidence());
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

    @Test
    void hostileNamesCannotBreakTheTable() {
        Status status = new Status(
                "abcdefgh",
                "prod",
                Phase.HYDRATING,
                null,
                null,
                "green.",
                null,
                java.util.List.of(),
                "Production is untouched.",
                Samples.notReady("a | b\n# c"),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of());

        assertThat(Details.of(status, null))
                .contains("|\u00a0compute\u00a0|\u00a00 of 1\u00a0|\u00a0unknown\u00a0|\u00a0a \\| b # c\u00a0|")
                .contains("1 objects are not ready");
    }

    @Test
    void theColumnsFollowThePhases() {
        try (Stage stage = Stage.empty().start().approve()) {
            stage.await(Phase.HOLDING);
            assertThat(stage.searchAttributes()).isEqualTo(columns("HOLDING").build());

            stage.result();

            assertThat(stage.searchAttributes())
                    .isEqualTo(columns("DONE")
                            .set(SearchAttributes.OUTCOME, "PROMOTED")
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

    private static Builder columns(String phase) {
        return io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.TARGET, "prod")
                .set(SearchAttributes.REQUESTER, "kim")
                .set(SearchAttributes.PHASE, phase);
    }
}

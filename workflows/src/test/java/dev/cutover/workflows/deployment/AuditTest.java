package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.audit.Happening.Kind;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.promotion.PromotionResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is left to show later of how a deployment came about. */
class AuditTest {
    @Test
    void requestHashesDecisionsChangesAndOutcomeAreThere() {
        try (Stage stage = Stage.empty()) {
            stage.world.promote.then(new PromotionResult.Drifted("A grant is gone."));
            stage.start().approve();
            stage.pass(Duration.ofMinutes(5));
            stage.approve().result();

            Audit audit = stage.workflow().query("audit", Audit.class);

            assertThat(audit.request().requestedBy()).isEqualTo("kim");
            assertThat(audit.planHash()).isEqualTo(Samples.PLAN_HASH);
            assertThat(audit.evidenceDigest()).isEqualTo("digest");
            assertThat(audit.decisions()).extracting(Decision::by).containsExactly("ann", "ann");
            assertThat(audit.happenings())
                    .extracting(Happening::kind)
                    .containsExactly(
                            Kind.EVIDENCE_COLLECTED, Kind.APPROVAL_VOIDED, Kind.EVIDENCE_COLLECTED, Kind.PROMOTED);
            assertThat(audit.happenings().get(1).detail()).contains("A grant is gone.");
            assertThat(audit.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(audit.reason()).contains("approved by ann");
        }
    }

    @Test
    void itIsTheSameEachTimeItIsRebuiltFromTheHistory() {
        try (Stage stage = Stage.empty()) {
            stage.start().approve().result();

            String first = stage.workflow().query("audit", JsonNode.class).toString();

            // The worker keeps nothing in memory: this replays the history once more.
            assertThat(stage.workflow().query("audit", JsonNode.class).toString())
                    .isEqualTo(first);
        }
    }

    @Test
    void aRequestThatCouldNotBeUnderstoodHasAnAuditToo() {
        try (Stage stage = Stage.empty()) {
            stage.start("{\"targt\":\"prod\"}").failure();

            Audit audit = stage.workflow().query("audit", Audit.class);

            assertThat(audit.request()).isNull();
            assertThat(audit.outcome()).isEqualTo(Ending.FAILED);
        }
    }
}

package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import org.junit.jupiter.api.Test;

/** The closed set of endings (P5), and that nothing is left behind (P6). */
class EndingsTest {
    @Test
    void anApprovedDeploymentIsPromotedAndCleanedUp() {
        try (Stage stage = Stage.empty().start().approve()) {
            Outcome outcome = stage.result();

            assertThat(outcome.outcome()).isEqualTo(Ending.PROMOTED);
            assertThat(outcome.production()).isEqualTo("The new version is production.");
            assertThat(outcome.reason()).contains("approved by ann");
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
}

package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.readiness.Moment;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The course of a hydration stays small and keeps its ends. */
class TrendTest {
    @Test
    void aThousandReadingsAreSixtyMomentsInOrderWithTheFirstAndTheLast() {
        Trend trend = Trend.NOTHING;
        for (int i = 0; i < 1_000; i++) {
            trend = trend.with(reading(i));
        }

        assertThat(trend.moments()).hasSizeBetween(Trend.MOST / 2, Trend.MOST);
        assertThat(trend.moments())
                .extracting(Moment::hydrated)
                .isSorted()
                .startsWith(0)
                .endsWith(1_998);
        assertThat(trend.moments().get(0).lagMillis()).isEqualTo(7);
    }

    @Test
    void theEvidenceTellsHowGreenBecameReady() {
        try (Stage stage = Stage.empty()) {
            stage.world.readiness.then(Samples.notReady("hydrated on 0 of 1 replicas"));
            stage.start();
            stage.pass(Duration.ofMinutes(1));
            stage.await(Phase.AWAITING_DECISION);

            assertThat(stage.workflow().query("evidence", EvidenceAnswer.class).trend())
                    .extracting(Moment::hydrated)
                    .containsExactly(0, 1);
        }
    }

    private static Readiness reading(int hydrated) {
        return new Readiness(
                Verdict.NOT_READY,
                List.of(
                        new ClusterReadiness("compute", hydrated, 1_000, null, "more"),
                        new ClusterReadiness("serve", hydrated, 1_000, 7L, "more")),
                List.of(),
                1,
                Samples.NOON.plusSeconds(hydrated));
    }
}

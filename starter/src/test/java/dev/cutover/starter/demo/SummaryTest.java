package dev.cutover.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.shop.Reads;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Reads BOTH_VERSIONS = new Reads(30, 0, 0.1, Map.of("1.00", 10L, "2.00", 20L), List.of());
    private static final Reads ONE_VERSION = new Reads(30, 0, 0.1, Map.of("1.00", 30L), List.of());

    @Test
    void isContentWithTheEndingThatWasAskedForAndNoFailedRead() {
        assertThat(Summary.shortcomings(Scenario.APPROVE, Ending.PROMOTED, BOTH_VERSIONS))
                .isEmpty();
        assertThat(Summary.shortcomings(Scenario.REVERT, Ending.REVERTED, BOTH_VERSIONS))
                .isEmpty();
        assertThat(Summary.shortcomings(Scenario.REJECT, Ending.REJECTED, ONE_VERSION))
                .isEmpty();
        assertThat(Summary.shortcomings(Scenario.STUCK_HYDRATION, Ending.FAILED, ONE_VERSION))
                .isEmpty();
        assertThat(Summary.shortcomings(Scenario.ASK, Ending.REJECTED, ONE_VERSION))
                .isEmpty();
    }

    @Test
    void namesEverythingThatIsNotAsItShouldBe() {
        assertThat(Summary.shortcomings(Scenario.APPROVE, Ending.FAILED, ONE_VERSION))
                .containsExactly("The ending FAILED is not the one that was asked for.");
        assertThat(Summary.shortcomings(Scenario.APPROVE, Ending.PROMOTED, ONE_VERSION))
                .containsExactly("Readers saw 1 versions of production instead of 2.");
        assertThat(Summary.shortcomings(
                        Scenario.REJECT,
                        Ending.REJECTED,
                        new Reads(1, 2, 1, Map.of("1.00", 1L), List.of("PREPARED: gone"))))
                .containsExactly("2 reads of production failed; none may.");
    }

    @Test
    void countsReads() {
        assertThat(Summary.reads(BOTH_VERSIONS))
                .containsExactly(
                        "reads: 30 served, 0 failed (300 a second; answers for Italy: 1.00 10 times, 2.00 20 times)",
                        "  the goal of 200 reads a second was met");
    }

    @Test
    void saysWhetherProductionServedAsManyReadsAsItShould() {
        Reads slow = new Reads(30, 0, 1, Map.of("1.00", 30L), List.of());

        assertThat(Summary.reads(BOTH_VERSIONS)).contains("  the goal of 200 reads a second was met");
        assertThat(Summary.reads(slow)).anyMatch(line -> line.contains("note: fewer than the goal of 200 reads"));
        assertThat(Summary.shortcomings(Scenario.REJECT, Ending.REJECTED, slow)).isEmpty();
    }

    @Test
    void givesEachPhaseTheTimeUntilTheNext() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");

        assertThat(Summary.phases(List.of(
                        new PhaseTime(Phase.PLANNING, noon),
                        new PhaseTime(Phase.CLONING, noon.plusMillis(1_500)),
                        new PhaseTime(Phase.DONE, noon.plusMillis(4_000)))))
                .containsExactly("  PLANNING                 1.5 s", "  CLONING                  2.5 s");
    }
}

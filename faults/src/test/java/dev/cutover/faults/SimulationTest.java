package dev.cutover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small part of the simulated runs, always the same seeds. */
class SimulationTest {
    private static final int RUNS = 60;

    @Test
    void nothingWrongIsSeenInAnySimulatedRun() {
        Tally tally = new Tally();

        FaultsMain.simulate(1, RUNS, tally);

        assertThat(tally.runs()).isEqualTo(RUNS);
        assertThat(tally.findings()).isEmpty();
    }
}

package dev.cutover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.faults.simulation.SimulatedBatch;
import org.junit.jupiter.api.Test;

/** A small part of the simulated runs, always the same seeds. */
class SimulationTest {
    private static final int RUNS = 60;
    private static final int THREADS = 4;

    @Test
    void nothingWrongIsSeenInAnySimulatedRun() {
        Tally tally = new Tally();

        SimulatedBatch.run(1, RUNS, THREADS, tally);

        assertThat(tally.runs()).isEqualTo(RUNS);
        assertThat(tally.findings()).isEmpty();
    }
}

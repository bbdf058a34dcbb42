package dev.cutover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.faults.simulation.SimulatedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small part of the simulated runs, always the same seeds. */
class SimulationTest {
    private static final int RUNS = 60;
    private static final int THREADS = 4;

    /** Here a worker stands still inside the block of a swap back, and wakes about when a privilege is revoked. */
    @ParameterizedTest
    @ValueSource(longs = {12_348, 16_135, 19_697})
    void aMissingPrivilegeProvesThatNobodyHasSwappedBack(long seed) {
        Tally tally = new Tally();

        SimulatedBatch.run(seed, 1, 1, tally);

        assertThat(tally.findings()).isEmpty();
    }

    @Test
    void nothingWrongIsSeenInAnySimulatedRun() {
        Tally tally = new Tally();

        SimulatedBatch.run(1, RUNS, THREADS, tally);

        assertThat(tally.runs()).isEqualTo(RUNS);
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.checked())
                .as("what the model itself refuses is not counted as if it had been checked")
                .containsOnlyKeys(Wrong.SIMULATED);
    }
}

package dev.cutover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.faults.process.FaultKind;
import dev.cutover.faults.process.Matrix;
import dev.cutover.faults.results.ProcessLine;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.temporalserver.TemporalCli;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The part of the fault matrix that is made with every change: always the same runs, on one stack of processes. */
class FaultsWithProcessesTest {
    private static final long SEED = 1;

    @BeforeAll
    static void needsTheRealTemporal() {
        boolean found = TemporalCli.find().isPresent();
        String missing =
                "The temporal program is missing: run ./cutover test, which fetches it, or set TEMPORAL_CLI_PATH.";
        if (System.getenv("CI") != null) {
            assertThat(found).as(missing).isTrue();
        }
        Assumptions.assumeTrue(found, missing);
    }

    @Test
    void nothingWrongIsSeenInAnyRun() {
        List<FaultKind> kinds = List.of(
                FaultKind.KILL,
                FaultKind.RESET,
                FaultKind.RESTART,
                FaultKind.RACE,
                FaultKind.CANCEL,
                FaultKind.OPERATOR_RESET,
                FaultKind.PRIVILEGE,
                FaultKind.REVERT_RACE);
        List<Matrix.Planned> planned =
                kinds.stream().map(kind -> new Matrix.Planned(SEED, kind)).toList();
        List<ProcessLine> lines = new CopyOnWriteArrayList<>();

        try (Cleanup cleanup = new Cleanup()) {
            new Matrix(planned, line -> {}, lines::add).run(1, cleanup);
        }

        assertThat(lines).hasSameSizeAs(kinds);
        assertThat(lines).allSatisfy(line -> assertThat(line.wrong()).isEmpty());
    }
}

package dev.cutover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.faults.process.FaultKind;
import dev.cutover.faults.process.Matrix;
import dev.cutover.faults.results.ProcessLine;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.temporalserver.TemporalCli;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The part of the fault matrix that is made with every change: always the same runs, on one stack of processes. */
class FaultsWithProcessesTest {
    private static final long SEED = 1;
    /** Green falls behind before the transaction of the swap. */
    private static final long LATE = 611;
    /** A stranger changes production's grants while the message that commits is on its way. */
    private static final long CHANGED = 604;

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
        List<Matrix.Planned> planned = new ArrayList<>(
                kinds.stream().map(kind -> new Matrix.Planned(SEED, kind)).toList());
        planned.add(new Matrix.Planned(LATE, FaultKind.LAG));
        planned.add(new Matrix.Planned(CHANGED, FaultKind.STRANGER_BLUE));
        List<ProcessLine> lines = new CopyOnWriteArrayList<>();

        try (Cleanup cleanup = new Cleanup()) {
            new Matrix(planned, line -> {}, lines::add).run(1, cleanup);
        }

        assertThat(lines).hasSameSizeAs(planned);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.wrong()).isEmpty();
            assertThat(line.checks()).contains(Wrong.ENDING, Wrong.READS, Wrong.HUNG_READS, Wrong.REPLAY);
        });
        assertThat(checkedIn(lines, FaultKind.KILL))
                .contains(Wrong.DOUBLE_SWAP, Wrong.UNAPPROVED, Wrong.ORPHAN, Wrong.SINK)
                .doesNotContain(Wrong.LOST_UPDATE, Wrong.NOT_READY, Wrong.INEXACT_LIST, Wrong.TURN);
        assertThat(checkedIn(lines, FaultKind.RACE)).contains(Wrong.LOST_UPDATE);
        assertThat(checkedIn(lines, FaultKind.LAG)).contains(Wrong.NOT_READY).doesNotContain(Wrong.LOST_UPDATE);
        assertThat(checkedIn(lines, FaultKind.STRANGER_BLUE)).contains(Wrong.LOST_UPDATE);
    }

    private static List<Wrong> checkedIn(List<ProcessLine> lines, FaultKind kind) {
        return lines.stream()
                .filter(line -> line.fault().equals(kind.option()))
                .findFirst()
                .orElseThrow()
                .checks();
    }
}

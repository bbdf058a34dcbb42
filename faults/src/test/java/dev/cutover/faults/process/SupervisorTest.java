package dev.cutover.faults.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A swap of a green that is behind is known by what the proxies see, and only then is a run counted as one that could show it. */
class SupervisorTest {
    private static final String BEGIN = "BEGIN; ALTER SCHEMA f RENAME TO g";
    private static final String READINESS = "SELECT y.hydrated FROM mz_internal.mz_hydration_statuses y";
    private static final String SWAP = "ALTER SCHEMA fx_core SWAP WITH fx_core__green_1; COMMIT";

    private final Supervisor supervisor = new Supervisor();

    @Test
    void aSwapThatBeganWhileGreenWasBehindIsSeen() {
        armed(Boundary.BEFORE_STATEMENT, 1);

        said(BEGIN);
        said(SWAP);

        assertThat(supervisor.swaps()).extracting(SwapSeen::lagging).containsExactly(true);
        assertThat(supervisor.askedWhileLagging()).isTrue();
    }

    @Test
    void aSwapAfterReadinessWasAskedForWhileGreenWasBehindIsSeen() {
        armed(Boundary.AFTER_STATEMENT, 1);

        said(BEGIN);
        said(READINESS);
        said(SWAP);

        assertThat(supervisor.swaps()).extracting(SwapSeen::lagging).containsExactly(true);
    }

    @Test
    void aGreenThatFallsBehindWhenNobodyAsksAnyMoreShowsNothing() {
        armed(Boundary.BEFORE_COMMIT, 1);

        said(BEGIN);
        said(READINESS);
        said(SWAP);

        assertThat(supervisor.fired()).isTrue();
        assertThat(supervisor.swaps()).extracting(SwapSeen::lagging).containsExactly(false);
        assertThat(supervisor.askedWhileLagging()).isFalse();
    }

    @Test
    void aGreenThatCaughtUpBeforeTheSwapIsNotBehind() {
        armed(Boundary.BEFORE_STATEMENT, 1);

        said(READINESS);
        supervisor.lagging(false);
        said(BEGIN);
        said(READINESS);
        said(SWAP);

        assertThat(supervisor.swaps()).extracting(SwapSeen::lagging).containsExactly(false);
        assertThat(supervisor.askedWhileLagging()).isTrue();
    }

    private void armed(Boundary boundary, int nth) {
        Fault fault = new Fault(FaultKind.LAG, Scenario.PROMOTE, new Stop(Place.PROMOTE, boundary), nth, 0);
        supervisor.arm(fault, worker -> supervisor.lagging(true));
        supervisor.given(0, Place.PROMOTE.activity());
    }

    private void said(String sql) {
        supervisor.beforeStatement(0, sql);
        supervisor.afterStatement(0, sql, List.of("COMMIT"));
    }
}

package dev.cutover.activities.readiness;

import static dev.cutover.activities.readiness.Readings.NOW;
import static dev.cutover.workflows.catalog.ObjectKind.INDEX;
import static dev.cutover.workflows.catalog.ObjectKind.MATERIALIZED_VIEW;
import static dev.cutover.workflows.catalog.ObjectKind.SOURCE;
import static dev.cutover.workflows.catalog.ObjectKind.TABLE;
import static dev.cutover.workflows.catalog.ObjectKind.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Frontier;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.HydrationRow;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Input;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Replica;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Source;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P3: unknown or missing is not ready, and every kind of object can become ready. */
class VerdictsTest {
    private final Readings green = new Readings();

    @Test
    void greenIsReadyWhenEverythingIsHydratedAndUpToDate() {
        green.with("u10", MATERIALIZED_VIEW)
                .with("u11", INDEX)
                .with("u12", VIEW)
                .with("u13", TABLE);

        Readiness readiness = verdict();

        assertThat(readiness.verdict()).isEqualTo(Verdict.READY);
        assertThat(readiness.blockers()).isEmpty();
        assertThat(readiness.clusters()).containsExactly(new ClusterReadiness("compute", 2, 2, 0L, null));
    }

    @Test
    void aDroppedObjectIsFailing() {
        green.with("u10", MATERIALIZED_VIEW);
        green.objects.remove("u10");

        assertThat(verdict().verdict()).isEqualTo(Verdict.FAILING);
        assertBlocked(Reason.OBJECT_MISSING);
    }

    @Test
    void aDroppedClusterIsFailing() {
        green.with("u12", VIEW);
        green.clusters.clear();
        green.replicas.clear();

        assertThat(verdict().verdict()).isEqualTo(Verdict.FAILING);
        assertBlocked(Reason.CLUSTER_MISSING);
    }

    @Test
    void noHydrationRowAtAllIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.hydration.clear();

        assertBlocked(Reason.NO_HYDRATION_STATUS);
    }

    @Test
    void aRowThatNoReplicaReportedIsNotReadyEvenIfItSaysTrue() {
        green.with("u10", MATERIALIZED_VIEW);
        green.hydration.clear();
        green.hydration.add(new HydrationRow("u10", null, true));

        assertBlocked(Reason.NOT_HYDRATED);
    }

    @Test
    void oneUnhydratedReplicaOfTwoIsNotReady() {
        green.replicas.add(new Replica("u2", "u1", "r2", true, null, 0));
        green.with("u10", INDEX);
        green.hydration.remove(1);
        green.hydration.add(new HydrationRow("u10", "u2", false));

        assertBlocked(Reason.NOT_HYDRATED);
    }

    @Test
    void aReplicaThatHasNotReportedTheObjectIsNotReady() {
        green.with("u10", INDEX);
        green.replicas.add(new Replica("u2", "u1", "r2", true, null, 0));

        assertBlocked(Reason.NO_HYDRATION_STATUS);
    }

    @Test
    void theRowOfAReplicaThatIsGoneDoesNotCount() {
        green.with("u10", INDEX);
        green.hydration.clear();
        green.hydration.add(new HydrationRow("u10", "u99", true));

        assertBlocked(Reason.NO_HYDRATION_STATUS);
    }

    @Test
    void aClusterWithoutReplicasNeverHydrates() {
        green.with("u10", MATERIALIZED_VIEW);
        green.replicas.clear();

        assertBlocked(Reason.NO_REPLICA);
    }

    @Test
    void aClusterWithoutReplicasAndWithoutObjectsBlocksNothing() {
        green.with("u12", VIEW);
        green.replicas.clear();

        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void anOfflineReplicaIsNotReadyAndSaysWhy() {
        green.with("u10", MATERIALIZED_VIEW);
        green.replicas.set(0, new Replica("u1", "u1", "r1", false, "oom-killed", 1));

        assertThat(verdict().verdict()).isEqualTo(Verdict.NOT_READY);
        assertBlocked(Reason.REPLICA_OFFLINE);
        assertThat(verdict().blockers().get(0).detail()).contains("r1").contains("oom-killed");
    }

    @Test
    void aReplicaWithoutStatusIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.replicas.set(0, new Replica("u1", "u1", "r1", null, null, 0));

        assertBlocked(Reason.REPLICA_OFFLINE);
    }

    @Test
    void aCrashLoopingReplicaIsFailingEvenWhileItIsOnline() {
        green.with("u10", MATERIALIZED_VIEW);
        green.replicas.set(0, new Replica("u1", "u1", "r1", true, "oom-killed", 3));

        assertThat(verdict().verdict()).isEqualTo(Verdict.FAILING);
        assertBlocked(Reason.REPLICA_CRASH_LOOPING);
    }

    @Test
    void noFrontierRowIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.clear();

        assertBlocked(Reason.NO_FRONTIER);
    }

    @Test
    void lagBeyondTheThresholdIsNotReadyAndLagAtItIs() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(NOW - 1001));
        assertBlocked(Reason.LAGGING);
        assertThat(verdict().clusters().get(0).lagMillis()).isEqualTo(1001L);

        green.frontiers.put("u10", new Frontier(NOW - 1000));
        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void lagIsCountedFromWhatTheServersOwnTablesHaveReached() {
        green.with("u10", MATERIALIZED_VIEW);
        green.tables = NOW - 900;
        green.frontiers.put("u10", new Frontier(NOW - 1900));

        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void aTableThatIsAheadOfTheReadingDoesNotMakeLagOfIt() {
        green.with("u10", MATERIALIZED_VIEW);
        green.tables = NOW + 500;
        green.frontiers.put("u10", new Frontier(NOW - 800));

        assertThat(verdict().clusters().get(0).lagMillis()).isEqualTo(800L);
    }

    @Test
    void aReportOfFrontiersThatStandsStillIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.tables = NOW - 3_001;
        green.frontiers.put("u10", new Frontier(NOW - 3_001));
        assertBlocked(Reason.NO_FRONTIER);

        green.tables = NOW - 3_000;
        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void aFrontierInTheFutureHasNoLag() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(NOW + 60_000));

        assertThat(verdict().clusters().get(0).lagMillis()).isZero();
        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void aClosedFrontierWithoutInputsIsComplete() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(null));
        green.inputs.put("u10", Set.of());

        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void aClosedFrontierIsCompleteWhenEveryInputIsClosedThroughViewsToo() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(null));
        green.inputs.put("u10", Set.of(new Input("u20", VIEW)));
        green.inputs.put("u20", Set.of(new Input("u21", TABLE)));
        green.frontiers.put("u21", new Frontier(null));

        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void aClosedFrontierOverAnOpenInputIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(null));
        green.inputs.put("u10", Set.of(new Input("u20", VIEW)));
        green.inputs.put("u20", Set.of(new Input("u21", TABLE)));
        green.frontiers.put("u21", new Frontier(NOW));

        assertBlocked(Reason.NO_FRONTIER);
    }

    @Test
    void aClosedFrontierOverAnInputOfUnknownFrontierIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(null));
        green.inputs.put("u10", Set.of(new Input("u21", TABLE)));
        green.inputs.put("u21", Set.of());

        assertBlocked(Reason.NO_FRONTIER);
    }

    @Test
    void aClosedFrontierOverUnknownInputsIsNotReady() {
        green.with("u10", MATERIALIZED_VIEW);
        green.frontiers.put("u10", new Frontier(null));

        assertBlocked(Reason.NO_FRONTIER);
    }

    @Test
    void aSourceWithTablesIsJudgedByThemThoughItsOwnRowStaysFalse() {
        green.with("u30", SOURCE).with("u31", TABLE);
        green.hydration.add(new HydrationRow("u30", null, false));
        green.frontiers.remove("u30");
        green.sources.put("u30", new Source("load-generator", "running", null, true));
        green.sources.put("u31", new Source("table", "running", null, false));
        assertThat(verdict().ready()).isTrue();

        green.frontiers.put("u31", new Frontier(0L));
        assertBlocked(Reason.LAGGING);
    }

    @Test
    void aSourceThatIsNotRunningIsNotReadyAndSaysWhy() {
        green.with("u30", SOURCE);
        green.sources.put("u30", new Source("kafka", "stalled", "broker unreachable", false));

        assertBlocked(Reason.SOURCE_NOT_RUNNING);
        assertThat(verdict().blockers().get(0).detail()).contains("stalled").contains("broker unreachable");
    }

    @Test
    void aSourceWithoutStatusIsNotReady() {
        green.with("u30", SOURCE);
        green.sources.put("u30", new Source("kafka", null, null, false));

        assertBlocked(Reason.SOURCE_NOT_RUNNING);
    }

    @Test
    void aTableOfASourceThatIsNotRunningIsNotReady() {
        green.with("u31", TABLE);
        green.sources.put("u31", new Source("table", "starting", null, false));

        assertBlocked(Reason.SOURCE_NOT_RUNNING);
    }

    @Test
    void aSourceWithoutTablesIsJudgedByItsFrontierAndItsReplicas() {
        green.with("u30", SOURCE);
        green.sources.put("u30", new Source("webhook", "running", null, false));
        assertThat(verdict().ready()).isTrue();

        green.hydration.add(new HydrationRow("u30", "u1", false));
        assertBlocked(Reason.NOT_HYDRATED);
    }

    @Test
    void theProgressOfASourceNeedsNoReadinessOfItsOwn() {
        green.with("u30", SOURCE);
        green.frontiers.clear();
        green.sources.put("u30", new Source("progress", null, null, false));

        assertThat(verdict().ready()).isTrue();
    }

    @Test
    void atMostTwentyBlockersAreListedAndAllAreCounted() {
        for (int i = 0; i < 30; i++) {
            green.with("u" + (100 + i), MATERIALIZED_VIEW);
        }
        green.hydration.clear();

        assertThat(verdict().blockers()).hasSize(20);
        assertThat(verdict().blocked()).isEqualTo(30);
    }

    private Readiness verdict() {
        return new Verdicts(green.inventory(), Duration.ofSeconds(1)).on(green.snapshot());
    }

    private void assertBlocked(Reason reason) {
        Readiness readiness = verdict();
        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.blockers()).extracting(Blocker::reason).contains(reason);
    }
}

package dev.cutover.activities.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.FencePosition;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import dev.cutover.workflows.readiness.ReadinessInput;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P3 against a server: each way in which an object can be unknown keeps green from being ready, and no kind is stuck. */
class AwaitReadinessTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    /** Heartbeats are passed on at most once in four fifths of their timeout. */
    private static final ActivityOptions UNTHROTTLED = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            .setHeartbeatTimeout(Duration.ofSeconds(2))
            .build();

    private Playground playground;

    @BeforeEach
    void makeGreen() throws Exception {
        playground = SERVER.playground();
        playground.run("CREATE SCHEMA core; CREATE CLUSTER {p}_compute (SIZE '25cc');"
                + " CREATE TABLE public.t (a int); INSERT INTO public.t VALUES (1)");
    }

    @AfterEach
    void removeGreen() throws Exception {
        playground.close();
    }

    @Test
    void viewsMaterializedViewsIndexesAndTablesBecomeReady() throws Exception {
        playground.run("CREATE VIEW core.v AS SELECT a FROM public.t;"
                + " CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM core.v;"
                + " CREATE INDEX {p}_i IN CLUSTER {p}_compute ON core.v (a); CREATE TABLE core.plain (a int)");

        Readiness readiness = await(Duration.ofMinutes(2));

        assertThat(readiness.verdict()).isEqualTo(Verdict.READY);
        assertThat(readiness.clusters()).hasSize(1);
        assertThat(readiness.clusters().get(0).hydrated()).isEqualTo(2);
        assertThat(readiness.clusters().get(0).expected()).isEqualTo(2);
        assertThat(readiness.clusters().get(0).waitingFor()).isNull();
    }

    @Test
    void aConstantViewIsReadyThoughItsFrontierIsClosed() throws Exception {
        playground.run("CREATE VIEW core.one AS SELECT 1 AS one;"
                + " CREATE DEFAULT INDEX IN CLUSTER {p}_compute ON core.one;"
                + " CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT one FROM core.one");

        assertThat(await(Duration.ofMinutes(2)).ready()).isTrue();
    }

    @Test
    void aLoadGeneratorSourceIsReadyThroughItsTables() throws Exception {
        playground.run("CREATE SOURCE core.auctions IN CLUSTER {p}_compute FROM LOAD GENERATOR AUCTION"
                + " (TICK INTERVAL '1s');"
                + " CREATE TABLE core.bids FROM SOURCE core.auctions (REFERENCE bids)");

        assertThat(await(Duration.ofMinutes(2)).ready()).isTrue();
    }

    @Test
    void everyReplicaHasToBeHydrated() throws Exception {
        playground.run("ALTER CLUSTER {p}_compute SET (REPLICATION FACTOR 2);"
                + " CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM public.t");

        assertThat(await(Duration.ofMinutes(2)).ready()).isTrue();
    }

    @Test
    void aClusterWithoutReplicasIsNotReadyAndSaysSo() throws Exception {
        playground.run("ALTER CLUSTER {p}_compute SET (REPLICATION FACTOR 0);"
                + " CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM public.t");

        assertThat(reasons(await(AT_ONCE))).contains(Reason.NO_REPLICA);
    }

    @Test
    void anObjectThatWasDroppedIsFailing() throws Exception {
        playground.run("CREATE VIEW core.v AS SELECT a FROM public.t");
        ReadinessInput input = input(AT_ONCE);
        playground.run("DROP VIEW core.v");

        Readiness readiness = await(input);

        assertThat(readiness.verdict()).isEqualTo(Verdict.FAILING);
        assertThat(reasons(readiness)).containsExactly(Reason.OBJECT_MISSING);
    }

    @Test
    void aClusterThatWasDroppedIsFailing() throws Exception {
        playground.run("CREATE VIEW core.v AS SELECT a FROM public.t");
        ReadinessInput input = input(AT_ONCE);
        playground.run("DROP CLUSTER {p}_compute");

        assertThat(reasons(await(input))).containsExactly(Reason.CLUSTER_MISSING);
    }

    @Test
    void aCancelledWaitEndsAsCancelled() throws Exception {
        playground.run("ALTER CLUSTER {p}_compute SET (REPLICATION FACTOR 0);"
                + " CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM public.t");
        ReadinessInput input = input(Duration.ofHours(1));
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            ReadinessActivities stub = activities.of(ReadinessActivities.class);
            activities.environment().requestCancelActivity();

            assertThatThrownBy(() -> stub.awaitReadiness(input)).isInstanceOf(CanceledFailure.class);
        }
    }

    @Test
    void heartbeatsCarryTheLatestVerdictAndBeginWithTheOneOfTheFormerAttempt() throws Exception {
        playground.run("ALTER CLUSTER {p}_compute SET (REPLICATION FACTOR 0)");
        makeMaterializedView();
        Readiness former = new Readiness(Verdict.NOT_READY, List.of(), List.of(), 7, Instant.EPOCH);
        BlockingQueue<Readiness> beats = new LinkedBlockingQueue<>();
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            activities.environment().setHeartbeatDetails(former);
            activities.environment().setActivityHeartbeatListener(Readiness.class, beats::add);

            activities
                    .environment()
                    .newActivityStub(ReadinessActivities.class, UNTHROTTLED)
                    .awaitReadiness(input(ActivityRun.BEAT.multipliedBy(3)));

            assertThat(beats.poll(10, TimeUnit.SECONDS)).isEqualTo(former);
            assertThat(reasons(beats.poll(10, TimeUnit.SECONDS))).contains(Reason.NO_REPLICA);
        }
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void anObjectThatNeverHydratesIsNotReady() throws Exception {
        SERVER.sandbox().faults().neverHydrate(playground.name("m"));
        makeMaterializedView();

        assertThat(reasons(await(AT_ONCE))).contains(Reason.NOT_HYDRATED);
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void aMissingHydrationRowIsNotReady() throws Exception {
        makeMaterializedView();
        SERVER.sandbox().faults().missingHydrationRow(playground.name("m"));

        assertThat(reasons(await(AT_ONCE))).containsExactly(Reason.NO_HYDRATION_STATUS);
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void aHydrationRowWithoutReplicaIsNotReady() throws Exception {
        makeMaterializedView();
        SERVER.sandbox().faults().nullReplicaRow(playground.name("m"));

        assertThat(reasons(await(AT_ONCE))).containsExactly(Reason.NOT_HYDRATED);
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void anObjectThatLagsIsNotReady() throws Exception {
        makeMaterializedView();
        assertThat(await(Duration.ofMinutes(1)).ready()).isTrue();
        SERVER.sandbox().faults().lag(playground.name("m"), 30_000);

        assertThat(reasons(await(AT_ONCE))).containsExactly(Reason.LAGGING);
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void anOfflineReplicaIsNotReady() throws Exception {
        makeMaterializedView();
        SERVER.sandbox().faults().replicaOffline(playground.name("compute"));

        assertThat(reasons(await(AT_ONCE))).contains(Reason.REPLICA_OFFLINE);
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void aCrashLoopingReplicaIsFailing() throws Exception {
        makeMaterializedView();
        SERVER.sandbox().faults().replicaCrashLooping(playground.name("compute"));
        Readiness readiness = await(AT_ONCE);
        while (readiness.verdict() != Verdict.FAILING) {
            readiness = await(
                    new ReadinessInput(input(AT_ONCE).plan(), input(AT_ONCE).inventory(), readiness, AT_ONCE));
        }

        assertThat(reasons(readiness)).contains(Reason.REPLICA_CRASH_LOOPING);
    }

    private void makeMaterializedView() throws Exception {
        playground.run(
                "CREATE MATERIALIZED VIEW core.{p}_m IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM public.t");
    }

    private Readiness await(Duration quietFor) throws Exception {
        return await(input(quietFor));
    }

    private Readiness await(ReadinessInput input) {
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            return activities.of(ReadinessActivities.class).awaitReadiness(input);
        }
    }

    /** Expects all that is in the schema {@code core} and on the cluster now. */
    private ReadinessInput input(Duration quietFor) throws Exception {
        try (Session session = playground.session()) {
            Catalog catalog = new Catalog(session);
            SchemaName core = new SchemaName(playground.database(), "core");
            String schemaId = catalog.schema(core).orElseThrow().id();
            String cluster = playground.name("compute");
            String clusterId = catalog.cluster(cluster).orElseThrow().id();
            Inventory inventory = new Inventory(
                    List.of(new GreenSchema(core, core, schemaId)),
                    List.of(new GreenCluster("compute", cluster, clusterId)),
                    catalog.objectsIn(List.of(schemaId), List.of(clusterId)).stream()
                            .map(ObjectEntry::object)
                            .toList(),
                    null);
            return new ReadinessInput(plan(), inventory, null, quietFor);
        }
    }

    private Plan plan() {
        return new Plan(
                "abcdefgh",
                playground.prefix(),
                "tester",
                new ProjectPin("shop", null, null, "0"),
                new FencePosition(playground.database(), "f", null, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "f",
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(1),
                Policy.NONE,
                null,
                Outlook.NONE,
                "1".repeat(64));
    }

    private static List<Reason> reasons(Readiness readiness) {
        return readiness.blockers().stream().map(Blocker::reason).distinct().toList();
    }
}

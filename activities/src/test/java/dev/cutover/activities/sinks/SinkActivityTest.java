package dev.cutover.activities.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.activities.sinks.Feeds.Promoted;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedSink;
import dev.cutover.workflows.sinks.SinkBehind;
import dev.cutover.workflows.sinks.SinkReport;
import io.temporal.failure.ActivityFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P8: sinks are found in the catalog and follow the swap and the swap back, each on its own. */
class SinkActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @TempDir
    Path folder;

    private Playground playground;
    private Feeds feeds;

    @BeforeEach
    void install() throws Exception {
        playground = SERVER.playground();
        feeds = new Feeds(playground, folder);
    }

    @AfterEach
    void remove() throws Exception {
        playground.close();
    }

    @Test
    void everySinkThatNoProjectKnowsFollowsTheSwapAndTheSwapBack() throws Exception {
        Promoted promoted = feeds.promoted();
        assertThat(feeds.reads())
                .containsExactly("Orders, all|shop__retired_ssss2222|orders", "totals|shop__retired_ssss2222|totals");

        SinkReport forth = feeds.point(Side.RETIRED, promoted);

        assertThat(forth.behind()).isEmpty();
        assertThat(forth.followed()).containsExactlyInAnyOrder(name("feeds", "Orders, all"), name("feeds", "totals"));
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
        assertThat(feeds.drop(Side.RETIRED, promoted).remaining()).isEmpty();
    }

    @Test
    void aRevertPointsThemBackSoThatNothingOfTheNewVersionIsKept() throws Exception {
        Promoted promoted = feeds.promoted();
        feeds.point(Side.RETIRED, promoted);
        feeds.swapBack();
        assertThat(feeds.reads()).first().asString().contains("shop__reverted_ssss2222");

        SinkReport back = feeds.point(Side.REVERTED, promoted);

        assertThat(back.behind()).isEmpty();
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
        assertThat(feeds.drop(Side.REVERTED, promoted).remaining()).isEmpty();
    }

    @Test
    void aRepeatChangesNothing() throws Exception {
        Promoted promoted = feeds.promoted();
        feeds.point(Side.RETIRED, promoted);
        String before = playground.rows("SHOW CREATE SINK feeds.totals").toString();

        SinkReport again = feeds.point(Side.RETIRED, promoted);

        assertThat(again).isEqualTo(new SinkReport(List.of(), List.of()));
        assertThat(playground.rows("SHOW CREATE SINK feeds.totals").toString()).isEqualTo(before);
    }

    @Test
    void aSinkThatWasMadeAfterPlanningIsFoundToo() throws Exception {
        Plan plan = feeds.plan();
        Inventory green = feeds.deploy(plan);
        playground.run(Feeds.SINKS);
        feeds.swap();

        SinkReport report = feeds.point(Side.RETIRED, new Promoted(plan, green));

        assertThat(plan.sinks()).isEmpty();
        assertThat(report.behind()).isEmpty();
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
    }

    @Test
    void aLostReplyLeavesASinkThatFollowsAndNoneIsMovedTwice() throws Exception {
        Promoted promoted = feeds.promoted();
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("ALTER SINK", 1);

            SinkReport report =
                    Feeds.point(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.RETIRED, promoted);

            assertThat(lost.isReached()).isTrue();
            assertThat(report.behind()).isEmpty();
            assertThat(report.followed()).hasSize(2);
            assertThat(playground.rows("SHOW CREATE SINK feeds.totals").get(0)).contains("VERSION = 1");
        }
    }

    @Test
    void aWorkerThatDiedBetweenTwoSinksIsFinishedByTheNext() throws Exception {
        Promoted promoted = feeds.promoted();
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            // Both the second statement and the reading that would follow never arrive.
            proxy.cutBefore("SET FROM \"" + playground.database() + "\".\"shop\".\"totals\"", 99);
            SinkReport half =
                    Feeds.point(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.RETIRED, promoted);
            assertThat(half.behind()).extracting(SinkBehind::sink).containsExactly(name("feeds", "totals"));
        }
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop__retired_ssss2222|totals");

        SinkReport rest = feeds.point(Side.RETIRED, promoted);

        assertThat(rest.behind()).isEmpty();
        assertThat(rest.followed()).containsExactly(name("feeds", "totals"));
        assertThat(playground.rows("SHOW CREATE SINK feeds.\"Orders, all\"").get(0))
                .contains("VERSION = 1");
    }

    @Test
    void aSinkThatNeverAnswersDoesNotKeepTheOthers() throws Exception {
        Promoted promoted = feeds.promoted();
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl());
                TestActivities activities = new TestActivities(new SinkActivity(
                        name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Duration.ofSeconds(2)))) {
            FaultProxy.Rule stuck = proxy.hold("\"Orders, all\" SET FROM");

            SinkReport report = activities.of(SinkActivities.class).point(promoted.input(Side.RETIRED));

            assertThat(report.followed()).containsExactly(name("feeds", "totals"));
            assertThat(report.behind()).singleElement().satisfies(behind -> {
                assertThat(behind.sink()).isEqualTo(name("feeds", "Orders, all"));
                assertThat(behind.reads()).isEqualTo(name("shop__retired_ssss2222", "orders"));
                assertThat(behind.why()).contains("no answer within 2 s");
            });
            stuck.release();
        }
    }

    @Test
    void theStatementOfASinkThatIsBehindMovesItWhenAPersonTypesIt() throws Exception {
        Promoted promoted = feeds.promoted();
        SinkReport report;
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            proxy.cutBefore("ALTER SINK", 99);
            report = Feeds.point(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.RETIRED, promoted);
        }

        assertThat(report.behind()).hasSize(2);
        for (SinkBehind behind : report.behind()) {
            playground.run(behind.statement());
        }
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
    }

    @Test
    void whatASinkThatDoesNotFollowReadsIsKeptWithTheStatementThatMovesIt() throws Exception {
        Promoted promoted = feeds.promoted();

        DropReport dropped = feeds.drop(Side.RETIRED, promoted);

        assertThat(feeds.reads())
                .containsExactly("Orders, all|shop__retired_ssss2222|orders", "totals|shop__retired_ssss2222|totals");
        Remaining orders = dropped.remaining().stream()
                .filter(remaining -> remaining.name().endsWith(".orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.why()).contains("sink " + name("feeds", "Orders, all"));
        assertThat(orders.statements()).noneMatch(statement -> statement.startsWith("DROP SINK"));
        for (Remaining remaining : dropped.remaining()) {
            for (String statement : remaining.statements()) {
                playground.run(statement);
            }
        }
        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
        assertThat(playground.schemas()).noneMatch(name -> name.startsWith("shop__retired"));
    }

    /** A statement that was under way when the swap was taken back must not point a sink at what is about to be dropped. */
    @Test
    void aStatementThatArrivesAfterTheSwapBackPointsAtProduction() throws Exception {
        Promoted promoted = feeds.promoted();
        feeds.swapBack();

        for (PlannedSink sink : promoted.plan().sinks()) {
            playground.run(sink.statement());
        }

        assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
        assertThat(feeds.drop(Side.REVERTED, promoted).remaining()).isEmpty();
    }

    @Test
    void aSinkWhoseNewRelationLacksItsKeyIsLeftWhereItIs() throws Exception {
        Plan plan = feeds.plan();
        Inventory green = feeds.deploy(plan);
        playground.run("""
                CREATE MATERIALIZED VIEW shop.extra IN CLUSTER {p}_serve AS SELECT id FROM public.raw;
                CREATE SINK feeds.by_amount IN CLUSTER {p}_feeds FROM shop.orders INTO KAFKA CONNECTION public.kafka
                    (TOPIC '{p}_by_amount') KEY (amount) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
                DROP MATERIALIZED VIEW shop.extra;
                """);
        feeds.swap();
        playground.run("""
                ALTER SCHEMA shop RENAME TO shop_aside;
                CREATE SCHEMA shop;
                CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_feeds AS SELECT id FROM public.raw;
                """);

        SinkReport report = feeds.point(Side.RETIRED, new Promoted(plan, green));

        assertThat(report.behind())
                .singleElement()
                .extracting(SinkBehind::why)
                .asString()
                .contains("key", "amount");
        assertThat(feeds.reads()).containsExactly("by_amount|shop__retired_ssss2222|orders");
    }

    @Test
    void aSinkOfAnotherRelationOfTheSameNameIsLeftAlone() throws Exception {
        playground.run("""
                CREATE MATERIALIZED VIEW public.orders IN CLUSTER {p}_feeds AS SELECT id FROM public.raw;
                CREATE SINK feeds.orders IN CLUSTER {p}_feeds FROM public.orders INTO KAFKA CONNECTION public.kafka
                    (TOPIC '{p}_other') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
                """);
        Plan plan = feeds.plan();
        Inventory green = feeds.deploy(plan);
        feeds.swap();

        assertThat(feeds.point(Side.RETIRED, new Promoted(plan, green)).followed())
                .isEmpty();
        assertThat(plan.sinks()).isEmpty();
        assertThat(feeds.reads()).containsExactly("orders|public|orders");
    }

    @Test
    void aServerThatIsAwayIsNoReport() throws Exception {
        Promoted promoted = feeds.promoted();
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            proxy.cutBefore("mz_object_dependencies", 99);

            assertThat(catchThrowable(() -> Feeds.point(
                            name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.RETIRED, promoted)))
                    .isInstanceOf(ActivityFailure.class);
        }
    }

    private ObjectName name(String schema, String name) {
        return new ObjectName(playground.database(), schema, name);
    }
}

package dev.cutover.activities.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ActivityFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CleanupActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "aaaa2222";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;
            CREATE INDEX totals_idx IN CLUSTER {p}_serve ON shop.totals (n);
            """;

    private static final String GREEN_OBJECTS = """
            CREATE VIEW shop__green_aaaa2222.orders AS SELECT id + 1 AS id FROM public.raw;
            CREATE MATERIALIZED VIEW shop__green_aaaa2222.totals IN CLUSTER {p}_serve__green_aaaa2222
                AS SELECT count(*) AS n FROM shop__green_aaaa2222.orders;
            CREATE INDEX totals_idx IN CLUSTER {p}_serve__green_aaaa2222 ON shop__green_aaaa2222.totals (n);
            """;

    private static final String SWAP = """
            ALTER SCHEMA shop SWAP WITH shop__green_aaaa2222;
            ALTER SCHEMA shop__green_aaaa2222 RENAME TO shop__retired_aaaa2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__green_aaaa2222;
            ALTER CLUSTER {p}_serve__green_aaaa2222 RENAME TO {p}_serve__retired_aaaa2222;
            """;

    private static final String SWAP_BACK = """
            ALTER SCHEMA shop SWAP WITH shop__retired_aaaa2222;
            ALTER SCHEMA shop__retired_aaaa2222 RENAME TO shop__reverted_aaaa2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__retired_aaaa2222;
            ALTER CLUSTER {p}_serve__retired_aaaa2222 RENAME TO {p}_serve__reverted_aaaa2222;
            """;

    @TempDir
    Path folder;

    @Test
    void greenIsRemovedWithoutATrace() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            Inventory green = deployed(playground, plan);

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

            assertThat(report.remaining()).isEmpty();
            assertThat(report.dropped())
                    .contains(
                            playground.database() + ".shop__green_aaaa2222.totals",
                            "schema " + playground.database() + ".shop__green_aaaa2222",
                            "cluster " + playground.name("serve__green_aaaa2222"));
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void greenThatWasNeverReportedIsFoundByItsNamesAndRemoved() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            deployed(playground, plan);

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, null);

            assertThat(report.remaining()).isEmpty();
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void withoutAnyGreenNothingIsDone() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, null);

            assertThat(report.dropped()).isEmpty();
            assertThat(report.remaining()).isEmpty();
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    /** A statement whose reply is lost also stands for the next one that was never sent: the server is in the same state. */
    @Test
    void aDropThatDiedAnywhereIsFinishedByTheNext() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            boolean died = true;
            for (int statement = 1; died; statement++) {
                Inventory green = deployed(playground, plan);
                died = diesAt(playground, plan, green, statement);

                DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

                assertThat(report.remaining()).isEmpty();
                assertThat(report.dropped()).hasSize(5);
                assertThat(withoutFence(playground)).isEqualTo(before);
            }
        }
    }

    private static boolean diesAt(Playground playground, Plan plan, Inventory green, int statement) throws Exception {
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule cut = proxy.cutAfterStatement(statement);
            Deployments.drop(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.GREEN, plan, green);
            return cut.isReached();
        } catch (ActivityFailure died) {
            return true;
        }
    }

    @Test
    void aStrangerInsideGreenStopsTheDropOfWhatItNeedsAndOfNothingElse() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run("CREATE VIEW shop__green_aaaa2222.strange AS SELECT id FROM shop__green_aaaa2222.orders;");
            String strange = playground.database() + ".shop__green_aaaa2222.strange";

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

            assertThat(report.remaining())
                    .extracting(Remaining::name)
                    .containsExactlyInAnyOrder(
                            playground.database() + ".shop__green_aaaa2222.orders",
                            playground.database() + ".shop__green_aaaa2222");
            assertThat(report.remaining()).allMatch(remaining -> remaining.why().contains(strange));
            assertThat(report.dropped())
                    .contains(
                            playground.database() + ".shop__green_aaaa2222.totals",
                            "cluster " + playground.name("serve__green_aaaa2222"));
            assertThat(playground.rows("SELECT * FROM shop__green_aaaa2222.strange"))
                    .isEmpty();
        }
    }

    @Test
    void whatRemainsIsRemovedByTheStatementsThatTheReportHolds() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run("CREATE VIEW shop__green_aaaa2222.strange AS SELECT id FROM shop__green_aaaa2222.orders;");
            DropReport first = Deployments.drop(playground.targets(), Side.GREEN, plan, green);
            Remaining schema = first.remaining().stream()
                    .filter(remaining -> remaining.kind().equals("schema"))
                    .findFirst()
                    .orElseThrow();

            playground.run(schema.statements().get(0));
            DropReport second = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

            assertThat(second.remaining()).isEmpty();
            assertThat(playground.everything()).noneMatch(line -> line.contains("shop__"));
        }
    }

    @Test
    void retiredIsRemovedAndProductionStays() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);

            DropReport report = Deployments.drop(playground.targets(), Side.RETIRED, plan, green);

            assertThat(report.remaining()).isEmpty();
            assertThat(report.dropped())
                    .contains(
                            playground.database() + ".shop__retired_aaaa2222.orders",
                            "cluster " + playground.name("serve__retired_aaaa2222"));
            assertThat(ids(playground))
                    .containsExactlyElementsOf(green.objects().stream()
                            .map(object -> object.id())
                            .sorted()
                            .toList());
            assertThat(playground.rows("SELECT name FROM mz_clusters WHERE name LIKE '{p}%'"))
                    .containsExactly(playground.name("serve"));
        }
    }

    @Test
    void theWayOutMovesAnOutsideDependentWithItsOwnerGrantsCommentsAndIndexes() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("""
                    CREATE ROLE {p}_marketing;
                    CREATE ROLE {p}_reader;
                    CREATE CLUSTER {p}_reports (SIZE '25cc');
                    CREATE VIEW public.report AS SELECT n * 2 AS m FROM shop.totals;
                    CREATE INDEX report_idx IN CLUSTER {p}_reports ON public.report (m);
                    COMMENT ON VIEW public.report IS 'weekly';
                    COMMENT ON COLUMN public.report.m IS 'twice';
                    GRANT SELECT ON public.report TO {p}_reader;
                    GRANT CREATE ON SCHEMA public TO {p}_marketing;
                    ALTER VIEW public.report OWNER TO {p}_marketing;
                    """);
            Plan plan = plan(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);
            String before = reportAsPeopleHaveIt(playground);

            for (Remaining remaining : Deployments.drop(playground.targets(), Side.RETIRED, plan, green)
                    .remaining()) {
                for (String statement : remaining.statements()) {
                    playground.run(statement);
                }
            }

            assertThat(playground.rows("SHOW CREATE VIEW public.report").get(0)).contains(".shop.totals");
            assertThat(reportAsPeopleHaveIt(playground)).isEqualTo(before).contains("weekly", "twice", "report_idx");
        }
    }

    private static String reportAsPeopleHaveIt(Playground playground) throws SQLException {
        String ours = """
                FROM mz_catalog.mz_objects o
                JOIN mz_catalog.mz_roles r ON o.owner_id = r.id
                JOIN mz_catalog.mz_schemas s ON o.schema_id = s.id
                JOIN mz_catalog.mz_databases d ON s.database_id = d.id
                """;
        String here = " WHERE d.name = '" + playground.database() + "' AND o.name LIKE 'report%' ORDER BY 1";
        return playground.rows("SELECT o.type || ' ' || o.name || ' ' || r.name " + ours + here)
                + ""
                + playground.rows(
                        "SELECT v.privileges::text " + ours + " JOIN mz_catalog.mz_views v ON v.id = o.id" + here)
                + playground.rows("SELECT c.comment " + ours + " JOIN mz_internal.mz_comments c ON c.id = o.id" + here);
    }

    @Test
    void theWayOutOfAViewThatOthersReadInTurnMakesThemAnewInOrder() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("CREATE VIEW public.report AS SELECT n * 2 AS m FROM shop.totals;"
                    + " CREATE VIEW public.weekly AS SELECT m FROM public.report;"
                    + " CREATE VIEW public.yearly AS SELECT w.m FROM public.weekly w, public.report r;"
                    + " CREATE CLUSTER {p}_others (SIZE '25cc');"
                    + " CREATE INDEX weekly_idx IN CLUSTER {p}_others ON public.weekly (m);"
                    + " COMMENT ON VIEW public.yearly IS 'for the board';");
            Plan plan = plan(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);

            DropReport report = Deployments.drop(playground.targets(), Side.RETIRED, plan, green);
            for (Remaining remaining : report.remaining()) {
                for (String statement : remaining.statements()) {
                    playground.run(statement);
                }
            }

            assertThat(playground.rows("SHOW CREATE VIEW public.report").get(0)).contains(".shop.totals");
            assertThat(playground.rows("SHOW CREATE VIEW public.yearly").get(0)).contains(".public.weekly");
            assertThat(playground.rows(
                            "SELECT c.comment FROM mz_internal.mz_comments c JOIN mz_catalog.mz_views v ON v.id ="
                                    + " c.id WHERE v.name = 'yearly'"))
                    .containsExactly("for the board");
            assertThat(Deployments.drop(playground.targets(), Side.RETIRED, plan, green)
                            .remaining())
                    .isEmpty();
        }
    }

    @Test
    void whatAnOutsideDependentReadsIsKeptUnderItsRetiredNameWithTheWayOut() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("CREATE VIEW public.report AS SELECT n * 2 AS m FROM shop.totals;");
            Plan plan = plan(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);

            DropReport report = Deployments.drop(playground.targets(), Side.RETIRED, plan, green);

            assertThat(plan.dependents()).hasSize(1);
            assertThat(report.remaining())
                    .extracting(Remaining::name)
                    .containsExactly(
                            playground.database() + ".shop__retired_aaaa2222.totals",
                            playground.database() + ".shop__retired_aaaa2222.orders",
                            playground.database() + ".shop__retired_aaaa2222",
                            playground.name("serve__retired_aaaa2222"));
            Remaining totals = report.remaining().stream()
                    .filter(remaining -> remaining.name().endsWith(".totals"))
                    .findFirst()
                    .orElseThrow();
            assertThat(totals.why()).contains(playground.database() + ".public.report");
            for (Remaining remaining : report.remaining()) {
                for (String statement : remaining.statements()) {
                    playground.run(statement);
                }
            }
            assertThat(playground.rows("SHOW CREATE VIEW public.report").get(0)).contains(".shop.totals");

            DropReport second = Deployments.drop(playground.targets(), Side.RETIRED, plan, green);

            assertThat(second.remaining()).isEmpty();
            assertThat(playground.rows("SELECT name FROM mz_clusters WHERE name LIKE '{p}%'"))
                    .containsExactly(playground.name("serve"));
        }
    }

    @Test
    void revertedIsRemovedAndOldProductionStays() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            Inventory green = deployed(playground, plan);
            playground.run(SWAP + SWAP_BACK);

            DropReport report = Deployments.drop(playground.targets(), Side.REVERTED, plan, green);

            assertThat(report.remaining()).isEmpty();
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void productionIsNeverDroppedEvenWhenAWrongSideIsAskedFor() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);
            List<String> before = playground.everything();

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

            assertThat(report.dropped()).isEmpty();
            assertThat(report.remaining())
                    .filteredOn(remaining -> remaining.why().contains("left alone"))
                    .hasSize(2);
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void greenThatAnotherDeploymentReplacedInProductionLeavesOurRetiredSideToBeListed() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP + "ALTER SCHEMA shop RENAME TO shop__retired_bbbb3333; CREATE SCHEMA shop;"
                    + " ALTER CLUSTER {p}_serve RENAME TO {p}_serve__retired_bbbb3333;"
                    + " CREATE CLUSTER {p}_serve (SIZE '25cc');");

            DropReport report = Deployments.drop(playground.targets(), Side.GREEN, plan, green);

            List<Remaining> retired = report.remaining().stream()
                    .filter(remaining -> remaining.name().contains("__retired_aaaa2222"))
                    .toList();
            assertThat(retired)
                    .extracting(Remaining::kind)
                    .containsExactly("index", "materialized view", "view", "schema", "cluster");
            for (Remaining remaining : retired) {
                playground.run(remaining.statements().get(0));
            }
            assertThat(playground.everything()).noneMatch(line -> line.contains("__retired_aaaa2222"));
        }
    }

    private Plan planned(Playground playground) throws SQLException {
        playground.run(PRODUCTION);
        return plan(playground);
    }

    private Plan plan(Playground playground) {
        TestProject project = new TestProject(folder, playground)
                .model("shop", "orders", "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;")
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM"
                                + " shop.orders; CREATE INDEX totals_idx IN CLUSTER {p}_serve ON shop.totals (n);");
        return Deployments.plan(playground.targets(), project, project.input(ID));
    }

    /** Clones, and makes green's objects as a deploy would. */
    private static Inventory deployed(Playground playground, Plan plan) throws SQLException {
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        playground.run(GREEN_OBJECTS);
        try (Session session = playground.session()) {
            List<ObjectEntry> objects = new Catalog(session)
                    .objectsIn(
                            cloned.schemas().stream().map(GreenSchema::id).toList(),
                            cloned.clusters().stream().map(GreenCluster::id).toList());
            return new Inventory(
                    cloned.schemas(),
                    cloned.clusters(),
                    objects.stream().map(ObjectEntry::object).toList(),
                    "fingerprint");
        }
    }

    private static List<String> ids(Playground playground) throws SQLException {
        return playground
                .rows(
                        "SELECT o.id FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id JOIN mz_databases d ON d.id ="
                                + " s.database_id WHERE d.name = '{p}' AND s.name = 'shop'")
                .stream()
                .sorted()
                .toList();
    }

    /** The fence stays for ever: it is the target's, not the deployment's. */
    private static List<String> withoutFence(Playground playground) throws SQLException {
        return playground.everything().stream()
                .filter(line -> !line.contains("_cutover_"))
                .toList();
    }
}

package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.Planning;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "bbbb3333";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            """;

    @TempDir
    Path folder;

    @Test
    void schemasAndClustersAreReplacedAddedAndRemoved() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("""
                    CREATE SCHEMA old; CREATE CLUSTER {p}_old (SIZE '25cc'); CREATE VIEW old.v AS SELECT 1 AS a;
                    CREATE INDEX v_idx IN CLUSTER {p}_old ON old.v (a);
                    """);
            TestProject project = shop(playground)
                    .model(
                            "fresh",
                            "daily",
                            "CREATE MATERIALIZED VIEW fresh.daily IN CLUSTER {p}_fresh AS SELECT count(*) AS n FROM"
                                    + " shop.orders;")
                    .file("clusters/{p}_fresh.sql", "CREATE CLUSTER {p}_fresh (SIZE '50cc');");

            Plan plan =
                    Deployments.plan(playground.targets(), project, project.input(ID, "schema old", "cluster {p}_old"));

            assertThat(plan.schemas())
                    .extracting(schema -> schema.name().name(), PlannedSchema::change, PlannedSchema::green)
                    .containsExactly(
                            tuple("fresh", Change.NEW, "fresh__green_bbbb3333"),
                            tuple("old", Change.REMOVE, null),
                            tuple("shop", Change.REPLACE, "shop__green_bbbb3333"));
            assertThat(plan.clusters())
                    .extracting(PlannedCluster::name, PlannedCluster::change)
                    .containsExactly(
                            tuple(playground.name("fresh"), Change.NEW),
                            tuple(playground.name("old"), Change.REMOVE),
                            tuple(playground.name("serve"), Change.REPLACE));
            assertThat(plan.clusters().get(0).createdFrom())
                    .singleElement()
                    .asString()
                    .contains("\"" + playground.name("fresh__green_bbbb3333") + "\"", "50cc");
            assertThat(plan.clusters().get(2).createdFrom())
                    .singleElement()
                    .asString()
                    .contains("\"" + playground.name("serve__green_bbbb3333") + "\"", "25cc");
            assertThat(plan.blue())
                    .extracting(object -> object.name().name())
                    .containsExactly("v", "v_idx", "orders", "orders_idx");
            assertThat(plan.warnings()).anyMatch(warning -> warning.contains("twice the cost"));
        }
    }

    @Test
    void objectsComeAfterWhatTheyReadAndIndexesAfterTheirObject() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground)
                    .model("shop", "a_report", "CREATE VIEW shop.a_report AS SELECT count(*) AS n FROM shop.orders;");

            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));

            assertThat(plan.objects())
                    .extracting(object -> object.name().name(), PlannedObject::kind, PlannedObject::line)
                    .containsExactly(
                            tuple("orders", ObjectKind.VIEW, 1),
                            tuple("orders_idx", ObjectKind.INDEX, 2),
                            tuple("a_report", ObjectKind.VIEW, 1));
        }
    }

    @Test
    void thePlanIsKnownByTheHashOfEverythingElseInIt() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground);

            Plan first = Deployments.plan(playground.targets(), project, project.input(ID));
            Plan same = Deployments.plan(playground.targets(), project, project.input(ID));
            playground.run("COMMENT ON VIEW shop.orders IS 'changed';");
            Plan other = Deployments.plan(playground.targets(), project, project.input(ID));

            assertThat(first.hash())
                    .hasSize(64)
                    .isEqualTo(new CanonicalJson().hashWithout(first, "hash"))
                    .isEqualTo(same.hash())
                    .isNotEqualTo(other.hash());
            assertThat(other.blueFingerprint()).isNotEqualTo(first.blueFingerprint());
        }
    }

    @Test
    void planningCreatesNothing() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            List<String> before = playground.everything();
            TestProject project = shop(playground);

            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));

            assertThat(plan.fence().id()).isNull();
            assertThat(plan.fence().name()).isEqualTo("_cutover_" + playground.prefix() + "_0");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void whoReadsBlueFromOutsideIsFoundAndSaid() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("CREATE VIEW public.report AS SELECT count(*) AS n FROM shop.orders;");
            TestProject project = shop(playground);

            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));

            assertThat(plan.dependents())
                    .singleElement()
                    .satisfies(dependent -> assertThat(dependent.object().name().toString())
                            .isEqualTo(playground.database() + ".public.report"))
                    .extracting(ExternalDependent::reads)
                    .asString()
                    .contains("shop");
            assertThat(plan.warnings()).anyMatch(warning -> warning.contains("public.report"));
        }
    }

    @Test
    void whoReadsBlueByWayOfOthersIsFoundWithItsDistance() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("CREATE VIEW public.report AS SELECT count(*) AS n FROM shop.orders;"
                    + " CREATE VIEW public.weekly AS SELECT n FROM public.report;"
                    + " CREATE VIEW public.yearly AS SELECT w.n FROM public.weekly w, public.report r;");
            TestProject project = shop(playground);

            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));

            assertThat(plan.dependents())
                    .extracting(dependent -> dependent.object().name().name(), ExternalDependent::depth)
                    .containsExactlyInAnyOrder(tuple("report", 1), tuple("weekly", 2), tuple("yearly", 2));
            assertThat(plan.warnings())
                    .anyMatch(warning -> warning.contains("public.weekly is not part of the deployment and reads ")
                            && warning.contains("public.report, which reads the old version"));
        }
    }

    @Test
    void namesThatOnlyNeedQuotingWork() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("""
                    CREATE SCHEMA "Größe & Co";
                    CREATE CLUSTER "{p}_Odd ""one\""" (SIZE '25cc');
                    CREATE VIEW "Größe & Co"."select" AS SELECT 1 AS a;
                    """);
            TestProject project = new TestProject(folder, playground)
                    .model(
                            "Größe & Co",
                            "select",
                            "CREATE MATERIALIZED VIEW \"Größe & Co\".\"select\" IN CLUSTER \"{p}_Odd \"\"one\"\"\" AS SELECT 2"
                                    + " AS a;");

            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));
            Deployments.createGreen(playground.targets(), plan);

            assertThat(plan.schemas().get(0).change()).isEqualTo(Change.REPLACE);
            assertThat(playground.rows("SELECT name FROM mz_clusters WHERE name LIKE '{p}%' ORDER BY name"))
                    .containsExactly(playground.name("Odd \"one\""), playground.name("Odd \"one\"__green_bbbb3333"));
        }
    }

    @Test
    void anIndexOfARemovedObjectGoesAlongAndTheWholeObjectIsInBlue() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = new TestProject(folder, playground)
                    .model("shop", "invoices", "CREATE VIEW shop.invoices AS SELECT id FROM public.raw;");

            Plan plan = Deployments.plan(
                    playground.targets(), project, project.input(ID, "shop.orders", "cluster {p}_serve"));

            assertThat(plan.blue()).extracting(CatalogObject::kind).containsExactly(ObjectKind.VIEW, ObjectKind.INDEX);
        }
    }

    @Test
    void theSameContentThatWasPromotedLastIsNothingToDo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground);
            sayPromoted(playground, Deployments.plan(playground.targets(), project, project.input(ID)));

            Planning planning = Deployments.planning(playground.targets(), project, project.input("cccc4444"));

            assertThat(planning)
                    .isInstanceOfSatisfying(
                            Planning.NothingToDo.class,
                            nothing -> assertThat(nothing.reason()).contains("Deployment bbbb3333"));
        }
    }

    @Test
    void theSameContentWithASourceIsNothingToDoWhateverTheSourceBroughtAlong() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            playground.run("CREATE SOURCE shop.clicks IN CLUSTER {p}_serve FROM LOAD GENERATOR COUNTER"
                    + " (UP TO 10) FOR ALL TABLES;");
            TestProject project = shop(playground)
                    .model(
                            "shop",
                            "clicks",
                            "CREATE SOURCE shop.clicks IN CLUSTER {p}_serve FROM LOAD GENERATOR COUNTER;")
                    .model("shop", "counter", "CREATE TABLE shop.counter FROM SOURCE shop.clicks (REFERENCE counter);");
            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));
            assertThat(plan.blue()).extracting(object -> object.name().name()).contains("clicks", "clicks_progress");
            sayPromoted(playground, plan);

            assertThat(Deployments.planning(playground.targets(), project, project.input("cccc4444")))
                    .isInstanceOf(Planning.NothingToDo.class);
        }
    }

    @Test
    void whatSomebodyChangedAfterThePromotionIsSomethingToDo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground);
            sayPromoted(playground, Deployments.plan(playground.targets(), project, project.input(ID)));

            playground.run(
                    "DROP INDEX shop.orders_idx; CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);");

            assertThat(Deployments.planning(playground.targets(), project, project.input("cccc4444")))
                    .isInstanceOf(Planning.Planned.class);
        }
    }

    /** Leaves the fence as if what is production now had been promoted by this plan. */
    private static void sayPromoted(Playground playground, Plan plan) throws SQLException {
        FenceComment comment = new FenceComment(
                plan.deployment(),
                plan.project().digest(),
                "",
                FenceComment.hash(
                        plan.schemas().stream().map(PlannedSchema::blueId).toList(),
                        plan.clusters().stream().map(PlannedCluster::blueId).toList()),
                FenceComment.hash(plan.blue().stream().map(CatalogObject::id).toList()),
                null);
        String fence = "\"_cutover_{p}_1_" + plan.deployment() + "\"";
        playground.run("CREATE SCHEMA " + fence + "; COMMENT ON SCHEMA " + fence + " IS '" + comment.text() + "';");
    }

    private TestProject shop(Playground playground) {
        return new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;\nCREATE INDEX orders_idx IN"
                                + " CLUSTER {p}_serve ON shop.orders (id);");
    }
}

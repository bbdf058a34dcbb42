package dev.cutover.activities.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.DefaultPrivileges;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ActivityFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CloneActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String PRODUCTION = """
            CREATE ROLE {p}_owner;
            CREATE ROLE "{p}_App role";
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc', REPLICATION FACTOR 1, INTROSPECTION INTERVAL '5s');
            CREATE VIEW shop.orders AS SELECT 1 AS id;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            COMMENT ON SCHEMA shop IS 'the shop';
            COMMENT ON CLUSTER {p}_serve IS 'serves the shop';
            GRANT USAGE ON SCHEMA shop TO "{p}_App role";
            GRANT USAGE, CREATE ON SCHEMA shop TO PUBLIC;
            GRANT USAGE ON CLUSTER {p}_serve TO "{p}_App role";
            GRANT USAGE ON CLUSTER {p}_serve TO PUBLIC;
            ALTER DEFAULT PRIVILEGES FOR ROLE {p}_owner IN SCHEMA shop GRANT SELECT ON TABLES TO "{p}_App role";
            ALTER DEFAULT PRIVILEGES FOR ROLE {p}_owner IN SCHEMA shop GRANT USAGE ON TYPES TO PUBLIC;
            ALTER SCHEMA shop OWNER TO {p}_owner;
            ALTER CLUSTER {p}_serve OWNER TO {p}_owner;
            """;

    @TempDir
    Path folder;

    private TestProject project(Playground playground) {
        return new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE VIEW shop.orders AS SELECT 2 AS id; CREATE INDEX orders_idx IN CLUSTER {p}_serve ON"
                                + " shop.orders (id);");
    }

    @Test
    void nothingDiffersButNames() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Plan plan = plan(playground);

            Inventory inventory = Deployments.createGreen(playground.targets(), plan);

            assertClonedFaithfully(playground, plan, inventory);
        }
    }

    /** A statement whose reply is lost also stands for the next one that was never sent: the server is in the same state. */
    @Test
    void whatAnAttemptThatDiedAnywhereLeftIsCompleted() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Plan plan = plan(playground);
            boolean died = true;
            for (int statement = 1; died; statement++) {
                died = diesAt(playground, plan, statement);

                Inventory inventory = Deployments.createGreen(playground.targets(), plan);

                assertClonedFaithfully(playground, plan, inventory);
                Deployments.drop(playground.targets(), Side.GREEN, plan, inventory);
            }
        }
    }

    /** One attempt through a proxy that cuts the connection; false when the attempt ended before. */
    private static boolean diesAt(Playground playground, Plan plan, int statement) throws Exception {
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule cut = proxy.cutAfterStatement(statement);
            Deployments.createGreen(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), plan);
            return cut.isReached();
        } catch (ActivityFailure died) {
            return true;
        }
    }

    @Test
    void aSecondRunChangesNothing() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Plan plan = plan(playground);
            Inventory first = Deployments.createGreen(playground.targets(), plan);
            List<String> before = playground.everything();

            Inventory second = Deployments.createGreen(playground.targets(), plan);

            assertThat(second).isEqualTo(first);
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void aStrangersSchemaUnderAGreenNameIsLeftAloneAndNamed() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Plan plan = plan(playground);
            playground.run(
                    "CREATE SCHEMA shop__green_aaaa2222; CREATE VIEW shop__green_aaaa2222.mine AS SELECT 1 AS a;");
            List<String> before = playground.everything();

            String refusal = TestActivities.refusalOf(
                    FailureType.GREEN_LOST, () -> Deployments.createGreen(playground.targets(), plan));

            assertThat(refusal).contains("shop__green_aaaa2222", "DROP SCHEMA", "Production is untouched.");
            assertThat(playground.everything())
                    .filteredOn(line -> !line.contains("_cutover_"))
                    .isEqualTo(before);
        }
    }

    /** A workflow that was reset to before its plan keeps its id, so names and comments alone say nothing about what green holds (P4). */
    @Test
    void greenOfAFormerLifeOfTheDeploymentIsBuiltOnForTheSameProjectOnly() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground);
            Plan former = Deployments.plan(playground.targets(), project, project.input("aaaa2222"));
            Inventory green = Deployments.createGreen(playground.targets(), former);
            Plan same = Deployments.plan(playground.targets(), project, project.input("aaaa2222"));
            assertThat(Deployments.createGreen(playground.targets(), same)).isEqualTo(green);
            project.model(
                    "shop",
                    "orders",
                    "CREATE VIEW shop.orders AS SELECT 3 AS id; CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);");
            Plan other = Deployments.plan(playground.targets(), project, project.input("aaaa2222"));
            List<String> before = playground.everything();

            String refusal = TestActivities.refusalOf(
                    FailureType.GREEN_LOST, () -> Deployments.createGreen(playground.targets(), other));

            assertThat(refusal)
                    .contains(
                            "shop__green_aaaa2222",
                            "reset to before its plan",
                            "Production is untouched.",
                            "start it again");
            assertThat(playground.everything()).isEqualTo(before);
            Deployments.drop(playground.targets(), Side.GREEN, other, null);
            assertThat(playground.schemas()).noneMatch(schema -> schema.contains("aaaa2222"));
        }
    }

    @Test
    void anUnmanagedClusterIsRebuiltFromItsReplicas() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(
                    "CREATE SCHEMA shop; CREATE CLUSTER {p}_serve REPLICAS (big (SIZE '50cc'), \"Small one\" (SIZE"
                            + " '25cc'));");
            Plan plan = plan(playground);

            Deployments.createGreen(playground.targets(), plan);

            assertThat(playground.rows("SELECT r.name, r.size FROM mz_cluster_replicas r JOIN mz_clusters c ON c.id ="
                            + " r.cluster_id WHERE c.name = '{p}_serve__green_aaaa2222' ORDER BY 1"))
                    .containsExactly("Small one|25cc", "big|50cc");
            assertThat(plan.warnings()).anyMatch(warning -> warning.contains("unmanaged"));
        }
    }

    @Test
    void aClusterWithoutReplicasIsClonedWithOne() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA shop; CREATE CLUSTER {p}_serve (SIZE '25cc', REPLICATION FACTOR 0);");
            Plan plan = plan(playground);

            Deployments.createGreen(playground.targets(), plan);

            assertThat(playground.rows(
                            "SELECT replication_factor FROM mz_clusters WHERE name LIKE '{p}%' ORDER BY name"))
                    .containsExactly("0", "1");
            assertThat(plan.warnings()).anyMatch(warning -> warning.contains("no replicas"));
        }
    }

    private Plan plan(Playground playground) {
        TestProject project = project(playground);
        return Deployments.plan(playground.targets(), project, project.input("aaaa2222"));
    }

    private static void assertClonedFaithfully(Playground playground, Plan plan, Inventory inventory)
            throws SQLException {
        try (Session session = playground.session()) {
            Catalog catalog = new Catalog(session);
            SchemaEntry blue = catalog.schema(plan.schemas().get(0).name()).orElseThrow();
            SchemaEntry green =
                    catalog.schema(plan.schemas().get(0).greenName()).orElseThrow();
            assertThat(green.holding()).isEqualTo(blue.holding());
            assertThat(OwnershipLine.isOf(plan.deployment(), green.comment())).isTrue();
            assertThat(blue.comment()).isEqualTo("the shop");
            assertThat(inventory.schemas())
                    .extracting(Inventory.GreenSchema::id)
                    .containsExactly(green.id());
            Map<String, String> roles = catalog.roles();
            List<DefaultPrivilege> defaults = DefaultPrivileges.of(session, List.of(blue.id()), roles).stream()
                    .map(privilege -> privilege.of(green.id()))
                    .toList();
            assertThat(defaults).hasSize(2);
            assertThat(DefaultPrivileges.of(session, List.of(green.id()), roles))
                    .containsExactlyInAnyOrderElementsOf(defaults);

            ClusterEntry blueCluster =
                    catalog.cluster(plan.clusters().get(0).name()).orElseThrow();
            ClusterEntry greenCluster =
                    catalog.cluster(plan.clusters().get(0).green()).orElseThrow();
            assertThat(greenCluster.holding()).isEqualTo(blueCluster.holding());
            assertThat(greenCluster.options()).isEqualTo(blueCluster.options());
            assertThat(OwnershipLine.isOf(plan.deployment(), greenCluster.comment()))
                    .isTrue();
            assertThat(inventory.clusters())
                    .extracting(Inventory.GreenCluster::id)
                    .containsExactly(greenCluster.id());
            assertThat(playground.rows("SELECT count(*) FROM mz_schemas WHERE name = '_cutover_{p}_0'"))
                    .containsExactly("1");
        }
    }
}

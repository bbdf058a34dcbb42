package dev.cutover.activities.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dddd2222";

    @TempDir
    Path folder;

    @Test
    void theWholeProjectIsCreatedInGreenAndProductionStaysAsItWas() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            List<String> production = production(playground);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);

            Inventory made = DeployFixture.deploy(playground.targets(), project, plan, cloned);

            assertThat(made.objects())
                    .extracting(object ->
                            object.name().schema() + "." + object.name().name())
                    .containsExactlyInAnyOrder(
                            "shop__green_dddd2222.orders",
                            "shop__green_dddd2222.orders_idx",
                            "shop__green_dddd2222.orders_amount_idx",
                            "shop__green_dddd2222.Big Orders",
                            "mart__green_dddd2222.totals",
                            "mart__green_dddd2222.totals_primary_idx",
                            "mart__green_dddd2222.big");
            assertThat(made.greenFingerprint()).hasSize(64);
            assertThat(made.schemas()).isEqualTo(cloned.schemas());
            String green = made.clusters().get(0).id();
            assertThat(made.objects())
                    .filteredOn(object -> object.kind() != ObjectKind.VIEW)
                    .hasSize(4)
                    .allSatisfy(object -> assertThat(object.clusterId()).isEqualTo(green));
            assertThat(playground.rows("SELECT origin FROM shop__green_dddd2222.orders"))
                    .isEmpty();
            assertThat(production(playground)).isEqualTo(production);
        }
    }

    @Test
    void whatPeopleHadOnBlueIsOnGreenAndTheProjectComesOnTop() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            playground.run("""
                    CREATE ROLE {p}_reader; CREATE ROLE {p}_other;
                    GRANT SELECT ON shop.orders TO {p}_reader;
                    GRANT SELECT ON mart.totals TO PUBLIC;
                    COMMENT ON VIEW shop.orders IS 'old words';
                    COMMENT ON COLUMN shop.orders.amount IS 'in cents';
                    COMMENT ON MATERIALIZED VIEW mart.totals IS 'kept';
                    """);
            TestProject project = DeployFixture.project(folder, playground)
                    .model(
                            "mart",
                            "big",
                            "CREATE VIEW mart.big AS SELECT 1 AS n; GRANT SELECT ON mart.big TO {p}_other;");
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);

            Inventory made = DeployFixture.deploy(playground.targets(), project, plan, cloned);
            Inventory again = DeployFixture.deploy(playground.targets(), project, plan, cloned);

            assertThat(again).isEqualTo(made);
            assertThat(comments(playground, made))
                    .containsExactlyInAnyOrder("orders|-|All orders", "orders|2|in cents", "totals|-|kept");
            assertThat(grantees(playground, made, "orders")).contains(playground.name("reader"));
            assertThat(grantees(playground, made, "totals")).contains("p");
            assertThat(grantees(playground, made, "big"))
                    .contains(playground.name("other"))
                    .doesNotContain(playground.name("reader"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeploymentThatIsKilledAtAnyStatementGoesOnWithTheSameObjects(boolean run) throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            List<String> before = List.of();
            // Once everything is there, what follows only reads, or may be done twice.
            for (int statement = 8; before.size() < 7; statement++) {
                try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
                    if (run) {
                        proxy.cutAfterStatement(statement);
                    } else {
                        proxy.cutBeforeStatement(statement);
                    }
                    ApplicationFailure failure = killed(playground, project, plan, cloned, proxy);
                    assertThat(failure.isNonRetryable())
                            .as("cut at %s: %s", statement, failure)
                            .isFalse();
                }
                before = greenIds(playground, cloned);

                Inventory made = DeployFixture.deploy(playground.targets(), project, plan, cloned);

                assertThat(made.objects()).hasSize(7);
                assertThat(made.objects()).extracting(CatalogObject::id).containsAll(before);
                playground.run("DROP VIEW shop__green_dddd2222.orders CASCADE");
            }
        }
    }

    @Test
    void aStatementThatTheServerRefusesIsReportedWithFileLineAndColumn() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground)
                    .model("mart", "big", "-- a comment\nCREATE VIEW mart.big AS\n  SELECT n n n FROM shop.orders");

            assertThat(refusal(playground, project))
                    .contains("models/" + playground.database() + "/mart/big.sql:3:14: ")
                    .contains("Production is untouched.");
        }
    }

    @Test
    void anErrorWithoutAPositionIsReportedAtItsStatement() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground)
                    .model("shop", "Big Orders", "CREATE VIEW \"Big Orders\" AS SELECT nope FROM shop.orders");
            assertThat(refusal(playground, project))
                    .contains("/shop/Big Orders.sql:1:")
                    .contains("nope");
        }
    }

    @Test
    void aStrangerInTheNameOfAGreenObjectIsLeftAlone() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            playground.run("CREATE TABLE shop__green_dddd2222.orders (mine int)");

            assertThat(TestActivities.refusalOf(
                            FailureType.GREEN_LOST,
                            () -> DeployFixture.deploy(playground.targets(), project, plan, cloned)))
                    .contains("shop__green_dddd2222.orders is a table that this deployment did not make");
            assertThat(playground.rows("SELECT mine FROM shop__green_dddd2222.orders"))
                    .isEmpty();
        }
    }

    @Test
    void aStrangerBesideTheGreenObjectsIsNamed() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            playground.run("CREATE VIEW shop__green_dddd2222.stranger AS SELECT 1 AS a");

            assertThat(TestActivities.refusalOf(
                            FailureType.GREEN_LOST,
                            () -> DeployFixture.deploy(playground.targets(), project, plan, cloned)))
                    .contains("Green holds what this deployment did not make")
                    .contains("shop__green_dddd2222.stranger");
        }
    }

    @Test
    void aGreenSchemaThatSomebodyReplacedIsLost() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            playground.run("DROP SCHEMA mart__green_dddd2222; CREATE SCHEMA mart__green_dddd2222");

            assertThat(TestActivities.refusalOf(
                            FailureType.GREEN_LOST,
                            () -> DeployFixture.deploy(playground.targets(), project, plan, cloned)))
                    .contains("schema " + playground.database() + ".mart__green_dddd2222");
        }
    }

    @Test
    void aGreenObjectThatReadsWhatIsReplacedIsRefused() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            String raw = playground
                    .rows("SELECT o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                            + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
                            + " WHERE o.name = 'raw' AND d.name = '{p}'")
                    .get(0);
            List<CatalogObject> blue = new ArrayList<>(plan.blue());
            blue.add(new CatalogObject(
                    raw, new ObjectName(playground.database(), "public", "raw"), ObjectKind.TABLE, null));

            assertThat(TestActivities.refusalOf(
                            FailureType.STATEMENT_REFUSED,
                            () -> DeployFixture.deploy(playground.targets(), project, withBlue(plan, blue), cloned)))
                    .contains("shop__green_dddd2222.orders reads " + playground.database() + ".public.raw");
        }
    }

    @Test
    void aProjectThatChangedAfterThePlanIsNotDeployed() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            project.model("mart", "big", "CREATE VIEW mart.big AS SELECT 2 AS n");

            TestActivities.refusalOf(
                    FailureType.PROJECT_CHANGED,
                    () -> DeployFixture.deploy(playground.targets(), project, plan, cloned));

            assertThat(greenIds(playground, cloned)).isEmpty();
        }
    }

    private static ApplicationFailure killed(
            Playground playground, TestProject project, Plan plan, Inventory cloned, FaultProxy proxy) {
        return TestActivities.failureOf(() -> DeployFixture.deploy(
                name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), project, plan, cloned));
    }

    private static String refusal(Playground playground, TestProject project) {
        Plan plan = DeployFixture.plan(playground, project, ID);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        return TestActivities.refusalOf(
                FailureType.STATEMENT_REFUSED, () -> DeployFixture.deploy(playground.targets(), project, plan, cloned));
    }

    /** All but what carries a green name; a comment carries none, and production has none here. */
    private static List<String> production(Playground playground) throws Exception {
        return playground.everything().stream()
                .filter(line -> !line.contains("__green_") && !line.contains("_cutover_"))
                .filter(line -> !line.startsWith("comment "))
                .toList();
    }

    private static List<String> greenIds(Playground playground, Inventory cloned) throws Exception {
        return playground.rows("SELECT id FROM mz_catalog.mz_objects WHERE id LIKE 'u%' AND schema_id IN ("
                + inList(
                        cloned.schemas().stream().map(Inventory.GreenSchema::id).toList()) + ")");
    }

    private static List<String> comments(Playground playground, Inventory made) throws Exception {
        return playground.rows(
                "SELECT o.name, c.object_sub_id, c.comment FROM mz_internal.mz_comments c JOIN mz_catalog.mz_objects o"
                        + " ON o.id = c.id WHERE c.object_type NOT IN ('schema', 'cluster') AND c.id IN ("
                        + inList(made.objects().stream().map(CatalogObject::id).toList()) + ")");
    }

    private static List<String> grantees(Playground playground, Inventory made, String object) throws Exception {
        String id = made.objects().stream()
                .filter(candidate -> candidate.name().name().equals(object))
                .findFirst()
                .orElseThrow()
                .id();
        return playground.rows("SELECT coalesce(r.name, p.grantee) FROM (SELECT"
                + " (mz_internal.mz_aclexplode(privileges)).grantee FROM mz_catalog.mz_objects WHERE id = '" + id
                + "') p LEFT JOIN mz_catalog.mz_roles r ON r.id = p.grantee");
    }

    private static String inList(List<String> ids) {
        return String.join(", ", ids.stream().map(id -> "'" + id + "'").toList());
    }

    private static Plan withBlue(Plan plan, List<CatalogObject> blue) {
        return new Plan(
                plan.deployment(),
                plan.target(),
                plan.requestedBy(),
                plan.project(),
                plan.fence(),
                plan.schemas(),
                plan.clusters(),
                plan.objects(),
                plan.checks(),
                blue,
                plan.blueFingerprint(),
                plan.dependents(),
                plan.sinks(),
                plan.warnings(),
                plan.lagThreshold(),
                plan.policy(),
                plan.dbt(),
                plan.outlook(),
                plan.hash());
    }
}

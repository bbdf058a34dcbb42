package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a deployment of a dbt project, with the real dbt. */
class DbtDeploymentTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbtd1111";

    @TempDir
    private Path folder;

    @Test
    void dbtBuildsInGreenWhatThePlanSaysAndGreenHasWhatPeopleHad() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            TestProject project = DbtShop.project(folder, playground);

            Plan plan = DbtShop.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);

            assertThat(plan.schemas())
                    .extracting(schema -> schema.name().name(), schema -> schema.green())
                    .containsExactly(
                            tuple("shop_core", "shop_core_dbt_deploy"), tuple("shop_mart", "shop_mart_dbt_deploy"));
            assertThat(plan.clusters())
                    .extracting(cluster -> cluster.green())
                    .containsExactly(playground.name("compute_dbt_deploy"));
            assertThat(plan.objects())
                    .extracting(object -> object.name().name(), PlannedObject::kind, PlannedObject::file)
                    .contains(
                            tuple("orders", ObjectKind.VIEW, "models/core/orders.sql"),
                            tuple("totals", ObjectKind.MATERIALIZED_VIEW, "models/mart/totals.sql"),
                            tuple("totals_primary_idx", ObjectKind.INDEX, "models/mart/totals.sql"),
                            tuple("totals_by_country", ObjectKind.INDEX, "models/mart/totals.sql"),
                            tuple("countries", ObjectKind.TABLE, "seeds/countries.csv"));
            assertThat(made.objects())
                    .extracting(object ->
                            object.name().schema() + "." + object.name().name())
                    .containsExactlyInAnyOrder(
                            "shop_core_dbt_deploy.orders",
                            "shop_mart_dbt_deploy.totals",
                            "shop_mart_dbt_deploy.totals_primary_idx",
                            "shop_mart_dbt_deploy.totals_by_country",
                            "shop_mart_dbt_deploy.named",
                            "shop_mart_dbt_deploy.countries");
            assertThat(playground.rows("SELECT name, amount FROM shop_mart_dbt_deploy.named ORDER BY name"))
                    .containsExactly("France|20", "Germany|40");
        }
    }

    @Test
    void theTestsOfTheProjectAreEvidence() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            TestProject project = DbtShop.project(folder, playground)
                    .file("tests/large.sql", """
                    {{ config(severity='warn') }}
                    SELECT id, amount FROM {{ ref('orders') }} WHERE amount > 25
                    """)
                    .file("tests/negative.sql", """
                    {{ config(store_failures=true) }}
                    SELECT id, amount FROM {{ ref('orders') }} WHERE amount < 25
                    """);
            Plan plan = DbtShop.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);

            Evidence evidence = DbtShop.evidence(playground, project, plan, made);

            assertThat(evidence.checks())
                    .extracting(
                            CheckResult::name,
                            CheckResult::failingRows,
                            check -> check.verdict().name())
                    .containsExactlyInAnyOrder(
                            tuple("large", 1L, "WARNED"),
                            tuple("negative", 2L, "FAILED"),
                            tuple("not_null_orders_amount", 0L, "PASSED"),
                            tuple("unique_totals_country", 0L, "PASSED"));
            assertThat(evidence.checks())
                    .filteredOn(check -> check.name().equals("large"))
                    .flatExtracting(CheckResult::sample)
                    .containsExactly("{\"id\":3,\"amount\":30}");
            assertThat(playground.rows("SELECT o.name FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON"
                            + " s.id = o.schema_id WHERE s.name = 'shop_dbt_test__audit_dbt_deploy'"))
                    .as("what dbt stored would be swapped with green's clusters")
                    .isEmpty();
        }
    }

    @Test
    void whatIsThereIsNotBuiltAgain() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            TestProject project = DbtShop.project(folder, playground);
            Plan plan = DbtShop.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
            playground.run("DROP VIEW shop_mart_dbt_deploy.named");

            Inventory again =
                    DbtShop.resume(playground.targets(), project, plan, cloned, List.of("seed.shop.countries"));

            assertThat(again.objects()).hasSameSizeAs(made.objects());
            assertThat(again.objects())
                    .extracting(CatalogObject::id)
                    .containsAll(made.objects().stream()
                            .filter(object -> !object.name().name().equals("named"))
                            .map(CatalogObject::id)
                            .toList());
        }
    }
}

package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.deploy.DbtProgress;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.PromotionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A project is deployed with nothing changed in it, whatever it tells dbt of its own ways. */
class DbtProjectKindsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbtk1111";

    @TempDir
    private Path folder;

    private Playground playground;
    private TestProject project;

    @BeforeEach
    void installProduction() throws Exception {
        playground = SERVER.playground();
        playground.run(DbtShop.PRODUCTION);
        project = DbtShop.project(folder, playground);
    }

    @AfterEach
    void removeEverything() throws Exception {
        playground.close();
    }

    /** What dbt would not write or say then is what planning reads and what an attempt after this one goes by. */
    @Test
    void aProjectThatMakesDbtSilentIsReadAndFollowedAllTheSame() throws Exception {
        project.file(
                "dbt_project.yml",
                projectFile() + "flags: {log_level: error, log_format: text, write_json: false, printer_width: 20}\n");
        Plan plan = DbtShop.plan(playground, project, ID);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        List<DbtProgress> heartbeats = new CopyOnWriteArrayList<>();

        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl());
                TestActivities activities = new TestActivities(new DeployActivity(
                        name -> playground.targetAt(proxy.jdbcUrl(), "materialize"),
                        project.source(),
                        project.dbt()))) {
            FaultProxy.Rule last = proxy.hold("\"shop_mart_dbt_deploy\".\"named\"");
            activities.environment().setActivityHeartbeatListener(DbtProgress.class, progress -> {
                heartbeats.add(progress);
                if (last.isReached() && progress.done() == 3) {
                    last.release();
                }
            });
            activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }

        assertThat(heartbeats.get(heartbeats.size() - 1).finished())
                .as("of which only dbt can say that it is built")
                .containsExactly("seed.shop.countries");
    }

    /** P7: each step may run on another worker, whose folder has nothing of what dbt fetched before. */
    @Test
    void packagesAreThereOnEveryWorker() throws Exception {
        project.file("packages.yml", "packages: [{local: shared}]\n")
                .file("shared/dbt_project.yml", "name: shared\nversion: '1.0'\n")
                .file("shared/macros/doubled.sql", "{% macro doubled(column) %}({{ column }} * 2){% endmacro %}\n")
                .file(
                        "models/core/orders.sql",
                        "SELECT id, country, {{ shared.doubled('amount') }} AS amount"
                                + " FROM {{ source('raw', 'raw_orders') }}\n");

        Plan plan = DbtShop.plan(playground, project, ID);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        loseTheWorkersFolder();
        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
        loseTheWorkersFolder();

        assertThat(DbtShop.evidence(playground, project, plan, made).checks())
                .hasSize(2)
                .extracting(CheckResult::verdict)
                .containsOnly(CheckVerdict.PASSED);
        assertThat(playground.rows("SELECT name, amount FROM shop_mart_dbt_deploy.named ORDER BY name"))
                .containsExactly("France|40", "Germany|80");
    }

    @Test
    void packagesThatComeWithTheProjectAreNotFetched() throws Exception {
        project.file("dbt_project.yml", projectFile() + "packages-install-path: libraries\n")
                .file("packages.yml", "packages: [{local: not/there/any/more}]\n")
                .file("libraries/shared/dbt_project.yml", "name: shared\nversion: '1.0'\n")
                .file("libraries/shared/macros/one.sql", "{% macro one() %}1{% endmacro %}\n")
                .file("models/core/single.sql", "SELECT {{ shared.one() }} AS a");

        assertThat(DbtShop.plan(playground, project, ID).dbt().models())
                .extracting(DbtPlan.Model::uniqueId)
                .contains("model.shop.single");
    }

    /** The adapter's macros take the grants of green's cluster from one that is called as the project writes it. */
    @Test
    void clustersMayBeCalledAsTheProjectsOwnMacrosSay() throws Exception {
        playground.run("GRANT USAGE ON CLUSTER {p}_compute TO {p}_app");
        project.file("dbt_project.yml", projectFile().replace(playground.name("compute"), "compute"))
                .file(
                        "models/mart/totals.sql",
                        "{{ config(materialized='materialized_view', cluster='compute', indexes=[{'default': True}]) }}"
                                + " SELECT country, sum(amount) AS amount FROM {{ ref('orders') }} GROUP BY country")
                .file("macros/names.sql", """
                        {% macro generate_cluster_name(custom_cluster_name) -%}
                        {% if custom_cluster_name %}{p}_{{ custom_cluster_name }}{% endif %}
                        {%- endmacro %}
                        {% macro generate_deploy_cluster_name(custom_cluster_name) -%}
                        {{ custom_cluster_name }}_next
                        {%- endmacro %}
                        """);

        DbtSteps green = DbtSteps.deploy(playground, project, project.input(ID));

        assertThat(playground.rows("SELECT r.name FROM (SELECT (mz_internal.mz_aclexplode(privileges)).grantee FROM"
                        + " mz_catalog.mz_clusters WHERE name = '{p}_compute_next') p JOIN mz_catalog.mz_roles r"
                        + " ON r.id = p.grantee"))
                .contains(playground.name("app"));
        assertThat(DbtShop.evidence(playground, project, green.plan(), green.inventory())
                        .checks())
                .extracting(CheckResult::name, CheckResult::error, CheckResult::verdict)
                .containsExactlyInAnyOrder(
                        tuple("not_null_orders_amount", null, CheckVerdict.PASSED),
                        tuple("unique_totals_country", null, CheckVerdict.PASSED));
        assertThat(green.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
        assertThat(playground.rows("SELECT c.name FROM mz_catalog.mz_materialized_views m JOIN mz_catalog.mz_clusters c"
                        + " ON c.id = m.cluster_id JOIN mz_catalog.mz_schemas s ON s.id = m.schema_id"
                        + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
                        + " WHERE d.name = '{p}' AND s.name = 'shop_mart'"))
                .containsExactly(playground.name("compute"));
    }

    /** Nobody should take the checks that are there for all. */
    @Test
    void aTestThatAlsoReadsWhatIsNotDeployedIsSaidToBeLeftOut() {
        project.file("models/other/elsewhere.sql", "{{ config(schema='other') }} SELECT 1 AS id")
                .file(
                        "tests/across.sql",
                        "SELECT id FROM {{ ref('orders') }} EXCEPT SELECT id FROM {{ ref('elsewhere') }}")
                .file("tests/only_there.sql", "SELECT id FROM {{ ref('elsewhere') }} WHERE id IS NULL");

        Plan plan = DbtShop.plan(playground, project, ID);

        assertThat(plan.dbt().tests()).extracting(DbtPlan.Test::name).doesNotContain("across", "only_there");
        assertThat(plan.warnings())
                .contains("The test across is not run: it reads elsewhere, which is not deployed.")
                .noneMatch(warning -> warning.contains("only_there"));
    }

    private String projectFile() throws IOException {
        return Files.readString(folder.resolve(playground.prefix()).resolve("project/dbt_project.yml"));
    }

    private void loseTheWorkersFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(playground.prefix()).resolve("work"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

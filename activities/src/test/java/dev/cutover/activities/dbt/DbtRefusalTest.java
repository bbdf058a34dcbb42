package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a dbt project, or with the dbt for it, is found before anything is created. */
class DbtRefusalTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbtr1111";

    @TempDir
    private Path folder;

    private Playground playground;
    private List<String> before;

    @BeforeEach
    void installProduction() throws Exception {
        playground = SERVER.playground();
        playground.run(DbtShop.PRODUCTION);
        before = playground.everything();
    }

    @AfterEach
    void nothingWasCreated() throws Exception {
        try (Playground used = playground) {
            assertThat(used.everything()).isEqualTo(before);
        }
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnceWithItsFile() {
        TestProject project = DbtShop.project(folder, playground)
                .file("models/other/elsewhere.sql", "{{ config(schema='other') }} SELECT 1 AS id")
                .file(
                        "models/mart/leaves.sql",
                        "SELECT o.id\nFROM {{ ref('orders') }} o\nJOIN {{ ref('elsewhere') }} e USING (id)")
                .file("models/mart/through.sql", "SELECT * FROM {{ ref('passing') }}")
                .file(
                        "models/mart/passing.sql",
                        "{{ config(materialized='ephemeral') }} SELECT id FROM {{ ref('elsewhere') }}")
                .file("models/mart/blue.sql", "SELECT * FROM {{ source('own', 'totals') }}")
                .file("models/own.yml", "sources: [{name: own, schema: shop_mart, tables: [{name: totals}]}]")
                .file("models/mart/homeless.sql", "{{ config(materialized='materialized_view') }} SELECT 1 AS a")
                .file(
                        "models/mart/stranger.sql",
                        "{{ config(materialized='materialized_view', cluster='{p}_other') }} SELECT 1 AS a")
                .file("models/mart/slow.sql", "{{ config(materialized='incremental') }} SELECT 1 AS a")
                .file(
                        "models/mart/out.sql",
                        "{{ config(materialized='sink', cluster='{p}_compute') }} FROM a INTO KAFKA");

        assertThat(refusal(FailureType.INVALID_PROJECT, project))
                .contains("models/mart/leaves.sql:3:1: ref('elsewhere') leaves the deployment")
                .contains("models/mart/through.sql:1:1: ref('elsewhere') leaves the deployment")
                .contains("models/mart/blue.sql:1:1: source('own', 'totals') is " + playground.database()
                        + ".shop_mart.totals, which lies in a deployed schema")
                .contains("models/mart/homeless.sql:1:1: No cluster is named on which it runs")
                .contains("models/mart/stranger.sql:1:1: Cluster " + playground.name("other")
                        + ", on which it runs, is not among vars.deployment.production.clusters")
                .contains("models/mart/slow.sql:1:1: A model with the materialization incremental cannot be deployed")
                .contains("models/mart/out.sql:1:1: A sink in a deployed schema")
                .contains("Nothing was created.");
    }

    /** dbt itself reads such a project without a word, and fails when it builds the model. */
    @Test
    void theOldSyntaxOfSourcesAndSinksIsShownAsItHasToBe() {
        TestProject project = DbtShop.project(folder, playground)
                .file("models/core/clicks.sql", """

                    -- what the web shop sends
                    {{ config(materialized='source') }}
                    CREATE SOURCE {{ this }} IN CLUSTER {p}_compute
                    FROM LOAD GENERATOR COUNTER
                    """)
                .file(
                        "models/out/feed.sql",
                        "CREATE SINK {{ this }} FROM {{ ref('orders') }} INTO KAFKA CONNECTION k (TOPIC 't')")
                .file("models/out/feed.yml", "models: [{name: feed, config: {materialized: sink, schema: out}}]")
                .file("models/out/index.sql", """
                    {{ config(materialized='source', schema='out') }}
                    CREATE SOURCE public.clock FROM LOAD GENERATOR COUNTER
                    """)
                .file(
                        "models/out/new.sql",
                        "{{ config(materialized='source', schema='out') }} FROM LOAD GENERATOR COUNTER")
                .file("models/attic/given_up.sql", "CREATE SOURCE {{ this }} FROM LOAD GENERATOR COUNTER")
                .file("models/attic/attic.yml", "models: [{name: given_up, config: {materialized: source}}]")
                .file(".dbtignore", "attic/\n");

        assertThat(refusal(FailureType.INVALID_PROJECT, project))
                .contains("models/core/clicks.sql:4:1: Its body is a whole statement, which dbt-materialize does not"
                        + " take since 1.7.6. In your checkout, type: cutover migrate "
                        + project.input(ID).request().project().path()
                        + " (shows the change), then: cutover migrate ")
                .contains("--write. The model becomes:\n      \n      -- what the web shop sends\n"
                        + "      {{ config(materialized='source', cluster='" + playground.name("compute") + "') }}\n"
                        + "      FROM LOAD GENERATOR COUNTER\n")
                .contains("models/out/feed.sql:1:1: Its body is a whole statement")
                .contains("      FROM {{ ref('orders') }} INTO KAFKA CONNECTION k (TOPIC 't')\n")
                .contains("models/out/index.sql:2:1: Its body is a whole statement, which dbt-materialize does not take"
                        + " since 1.7.6. It is named public.clock")
                .doesNotContain("models/out/new.sql")
                .doesNotContain("models/attic")
                .contains("Nothing was created.");
    }

    @Test
    void aSchemaMacroThatForgetsDeployWouldBuildInProduction() {
        TestProject project = DbtShop.project(folder, playground).file("macros/generate_schema_name.sql", """
            {% macro generate_schema_name(custom, node) %}shop_{{ custom | trim }}{% endmacro %}
            """);

        assertThat(refusal(FailureType.INVALID_PROJECT, project))
                .contains("models/core/orders.sql:1:1: Its schema shop_core does not follow the variable deploy");
    }

    @Test
    void whatDbtCannotReadIsSaidInItsOwnWords() {
        TestProject project =
                DbtShop.project(folder, playground).file("models/core/orders.sql", "SELECT {{ ref('nowhere') }}");

        assertThat(refusal(FailureType.INVALID_PROJECT, project))
                .contains("dbt cannot read the project")
                .contains("'model.shop.orders' (models/core/orders.sql) depends on a node named 'nowhere'")
                .doesNotContain(folder.toString());
    }

    @Test
    void aDbtTargetWithoutADeploymentIsNamed() {
        DbtInstallation dbt = new DbtInstallation(DbtShop.dbt().command(), Map.of(), null, "staging", "shop", null, 1);

        assertThat(refusal(
                        FailureType.INVALID_PROJECT,
                        DbtShop.project(folder, playground).builtBy(dbt)))
                .contains("names no schemas for the dbt target staging; it has production");
    }

    @Test
    void aDbtThatIsNotThereOrTooOldOrNoneAtAllSaysWhatToConfigure() throws Exception {
        TestProject project = DbtShop.project(folder, playground);

        assertThat(refusal(FailureType.DBT_UNUSABLE, project.builtBy(by("/nowhere/bin/dbt"))))
                .contains("dbt could not be started", "/nowhere/bin/dbt", "Correct venv or command");
        assertThat(refusal(FailureType.DBT_UNUSABLE, project.builtBy(by(script("""
            echo '{"info": {"name": "AdapterRegistered", "level": "info"},
                  "data": {"adapter_name": "materialize", "adapter_version": "=1.7.8"}}' | tr -d '\\n'
            echo
            """)))))
                .contains("dbt-materialize has version 1.7.8; at least 1.8.6 is needed");
        assertThat(refusal(FailureType.DBT_UNUSABLE, project.builtBy(by(script("""
            echo "ModuleNotFoundError: No module named 'dbt.adapters.materialize'"; exit 1
            """)))))
                .contains("No module named 'dbt.adapters.materialize'");
    }

    @Test
    void anEmptyGreenOfSomebodyIsNotTakenUnasked() throws Exception {
        playground.run("CREATE ROLE {p}_ci; CREATE SCHEMA shop_mart_dbt_deploy;"
                + " ALTER SCHEMA shop_mart_dbt_deploy OWNER TO {p}_ci");
        before = playground.everything();

        assertThat(refusal(FailureType.PLAN_REFUSED, DbtShop.project(folder, playground)))
                .contains("shop_mart_dbt_deploy, which dbt-materialize takes for green, exists already: it belongs to "
                        + playground.name("ci") + " and is empty")
                .contains("\"adopt\": true");
    }

    @Test
    void aGreenWithSomethingInItIsNotEvenAdopted() throws Exception {
        playground.run("CREATE CLUSTER {p}_compute_dbt_deploy (SIZE '25cc'); CREATE SCHEMA shop_core_dbt_deploy; CREATE"
                + " MATERIALIZED VIEW shop_core_dbt_deploy.work IN CLUSTER {p}_compute_dbt_deploy AS SELECT 1 AS"
                + " a");
        before = playground.everything();

        assertThat(TestActivities.refusalOf(FailureType.PLAN_REFUSED, () -> {
                    TestProject project = DbtShop.project(folder, playground);
                    Deployments.plan(playground.targets(), project, project.input(ID, true));
                }))
                .contains("Schema " + playground.database() + ".shop_core_dbt_deploy")
                .contains("Cluster " + playground.name("compute_dbt_deploy"))
                .contains("holds 1 object.");
    }

    @Test
    void theGreenOfAnotherDeploymentIsWaitedFor() throws Exception {
        TestProject project = DbtShop.project(folder, playground);
        Plan first = DbtShop.plan(playground, project, "first111");
        Deployments.createGreen(playground.targets(), first);
        before = playground.everything();

        assertThat(TestActivities.refusalOf(
                        FailureType.PLAN_REFUSED,
                        () -> Deployments.plan(playground.targets(), project, project.input(ID, true))))
                .contains("deployment first111 (workflow")
                .contains("cannot run side by side");
    }

    private String refusal(FailureType type, TestProject project) {
        return TestActivities.refusalOf(type, () -> DbtShop.plan(playground, project, ID));
    }

    private static DbtInstallation by(String program) {
        return new DbtInstallation(List.of(program), Map.of(), null, null, "shop", null, 1);
    }

    /** A program in dbt's place. */
    private String script(String body) throws Exception {
        Path script = Files.createTempFile(
                folder, "dbt", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(script, "#!/bin/sh\n" + body);
        return script.toString();
    }
}

package dev.cutover.activities.dbt;

import dev.cutover.activities.deploy.DbtProgress;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.evidence.EvidenceActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestDbt;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small dbt project with everything that matters, its production, and the steps of its deployment by the real dbt. */
final class DbtShop {
    static final String PRODUCTION = """
            CREATE ROLE {p}_app;
            CREATE TABLE public.raw_orders (id int, country text, amount int);
            INSERT INTO public.raw_orders VALUES (1, 'DE', 10), (2, 'FR', 20), (3, 'DE', 30);
            CREATE SCHEMA shop_core;
            CREATE SCHEMA shop_mart;
            CREATE CLUSTER {p}_compute (SIZE '25cc');
            CREATE VIEW shop_core.orders AS SELECT id, country FROM public.raw_orders;
            CREATE MATERIALIZED VIEW shop_mart.totals IN CLUSTER {p}_compute AS SELECT count(*) AS n FROM shop_core.orders;
            CREATE DEFAULT INDEX IN CLUSTER {p}_compute ON shop_mart.totals;
            GRANT SELECT ON shop_mart.totals TO {p}_app;
            GRANT USAGE ON SCHEMA shop_mart TO PUBLIC;
            GRANT SELECT ON shop_core.orders TO PUBLIC;
            COMMENT ON VIEW shop_core.orders IS 'by hand';
            """;

    private DbtShop() {}

    static DbtInstallation dbt() {
        return new DbtInstallation(
                List.of(TestDbt.venv().resolve("bin/dbt").toString()), Map.of(), null, null, "shop", null, 2);
    }

    static TestProject project(Path folder, Playground playground) {
        return new TestProject(folder, playground)
                .builtBy(dbt())
                .file("dbt_project.yml", """
                        name: shop
                        version: '1.0'
                        profile: shop
                        vars:
                          deployment:
                            production: {schemas: [shop_core, shop_mart], clusters: ["{p}_compute"]}
                        models:
                          shop:
                            +persist_docs: {relation: true, columns: true}
                            core: {+schema: core}
                            mart: {+schema: mart}
                        seeds:
                          shop: {+schema: mart}
                        """)
                .file("models/core/orders.sql", "SELECT id, country, amount FROM {{ source('raw', 'raw_orders') }}\n")
                .file("models/mart/totals.sql", """
                        {{ config(materialized='materialized_view', cluster='{p}_compute',
                            indexes=[{'default': True}, {'columns': ['country'], 'name': 'totals_by_country'}]) }}
                        SELECT country, sum(amount) AS amount FROM {{ ref('orders') }} GROUP BY country
                        """)
                .file("models/mart/named.sql", """
                        SELECT c.name, t.amount FROM {{ ref('totals') }} t JOIN {{ ref('countries') }} c USING (country)
                        """)
                .file("seeds/countries.csv", "country,name\nDE,Germany\nFR,France\n")
                .file("models/schema.yml", """
                        sources:
                          - name: raw
                            schema: public
                            tables: [{name: raw_orders}]
                        models:
                          - name: totals
                            description: What came in per country
                            columns:
                              - name: country
                                description: ISO code
                                data_tests: [unique]
                          - name: orders
                            columns:
                              - name: amount
                                data_tests: [not_null]
                        """);
    }

    static Inventory deploy(Targets targets, TestProject project, Plan plan, Inventory cloned) {
        return resume(targets, project, plan, cloned, List.of());
    }

    /** Deploys as the next attempt of one whose last heartbeat said that these have finished. */
    static Inventory resume(Targets targets, TestProject project, Plan plan, Inventory cloned, List<String> finished) {
        try (TestActivities activities =
                new TestActivities(new DeployActivity(targets, project.source(), project.dbt()))) {
            activities.environment().setHeartbeatDetails(new DbtProgress(0, 0, List.of(), finished));
            return activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }
    }

    static Evidence evidence(Playground playground, TestProject project, Plan plan, Inventory made) {
        try (TestActivities activities =
                new TestActivities(new EvidenceActivity(playground.targets(), project.source(), project.dbt()))) {
            return activities.of(EvidenceActivities.class).collect(new EvidenceInput(plan, made));
        }
    }

    static Plan plan(Playground playground, TestProject project, String deployment) {
        return Deployments.plan(playground.targets(), project, project.input(deployment));
    }

    /** Catalog ids of all that is in green. */
    static List<String> greenIds(Playground playground) throws Exception {
        return playground.rows("SELECT o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON"
                + " s.id = o.schema_id JOIN mz_catalog.mz_databases d ON d.id = s.database_id WHERE d.name = '{p}'"
                + " AND s.name LIKE '%_dbt_deploy'");
    }
}

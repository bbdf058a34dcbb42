package dev.cutover.activities.deploy;

import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;

/** A small shop in production and the project that changes it. */
final class DeployFixture {
    static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, amount int);
            CREATE SCHEMA shop;
            CREATE SCHEMA mart;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id, amount FROM public.raw;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            CREATE MATERIALIZED VIEW mart.totals IN CLUSTER {p}_serve AS SELECT sum(amount) AS total FROM shop.orders;
            """;

    private DeployFixture() {}

    /** A project of four objects, three indexes and some companions. */
    static TestProject project(Path folder, Playground playground) {
        return new TestProject(folder, playground)
                .model("shop", "orders", """
                        CREATE VIEW orders AS SELECT id, amount, 'shop.orders' AS origin FROM public.raw;
                        CREATE INDEX orders_idx IN CLUSTER {p}_serve ON orders (id);
                        CREATE INDEX IN CLUSTER {p}_serve ON shop.orders (amount);
                        COMMENT ON VIEW shop.orders IS 'All orders';
                        """)
                .model(
                        "shop",
                        "Big Orders",
                        "CREATE VIEW \"Big Orders\" AS SELECT orders.id FROM shop.orders WHERE amount > 100;")
                .model("mart", "totals", """
                        CREATE MATERIALIZED VIEW mart.totals IN CLUSTER {p}_serve AS
                        WITH orders AS (SELECT amount FROM shop.orders)
                        SELECT sum(amount) AS total FROM orders;
                        CREATE DEFAULT INDEX IN CLUSTER {p}_serve ON mart.totals;
                        """)
                .model(
                        "mart",
                        "big",
                        "CREATE OR REPLACE VIEW mart.big AS SELECT count(*) AS n FROM shop.\"Big Orders\", totals;");
    }

    static Plan plan(Playground playground, TestProject project, String deployment) {
        return Deployments.plan(playground.targets(), project, project.input(deployment));
    }

    static Inventory deploy(Targets targets, TestProject project, Plan plan, Inventory cloned) {
        try (TestActivities activities =
                new TestActivities(new DeployActivity(targets, project.source(), project.dbt()))) {
            return activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }
    }

    static Playground withProduction(Playground playground) throws SQLException {
        playground.run(PRODUCTION);
        return playground;
    }
}

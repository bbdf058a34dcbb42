package dev.cutover.activities.sinks;

import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A shop whose views feed topics: two sinks in a schema of their own, by somebody else, that no project knows. Green is
 * deployed by the real steps; the swap and the swap back are plain statements.
 */
final class Feeds {
    static final String ID = "ssss2222";

    static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, amount int);
            CREATE SCHEMA shop;
            CREATE SCHEMA feeds;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE CLUSTER {p}_feeds (SIZE '25cc');
            CREATE CONNECTION public.kafka TO KAFKA (BROKER 'localhost:9092') WITH (VALIDATE = false);
            CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, amount FROM public.raw;
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT id, sum(amount) AS total FROM public.raw
                GROUP BY id;
            """;

    static final String SINKS = """
            CREATE SINK feeds."Orders, all" IN CLUSTER {p}_feeds FROM shop.orders INTO KAFKA CONNECTION public.kafka
                (TOPIC '{p}_orders') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
            CREATE SINK feeds.totals IN CLUSTER {p}_feeds FROM shop.totals INTO KAFKA CONNECTION public.kafka
                (TOPIC '{p}_totals') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
            """;

    private static final String SWAP = """
            ALTER SCHEMA shop SWAP WITH shop__green_ssss2222;
            ALTER SCHEMA shop__green_ssss2222 RENAME TO shop__retired_ssss2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__green_ssss2222;
            ALTER CLUSTER {p}_serve__green_ssss2222 RENAME TO {p}_serve__retired_ssss2222;
            """;

    private static final String SWAP_BACK = """
            ALTER SCHEMA shop SWAP WITH shop__retired_ssss2222;
            ALTER SCHEMA shop__retired_ssss2222 RENAME TO shop__reverted_ssss2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__retired_ssss2222;
            ALTER CLUSTER {p}_serve__retired_ssss2222 RENAME TO {p}_serve__reverted_ssss2222;
            """;

    private static final String READS = """
            SELECT k.name, s.name, r.name FROM mz_sinks k
                JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id
                JOIN mz_objects r ON r.id = d.referenced_object_id AND r.type <> 'connection'
                JOIN mz_schemas s ON s.id = r.schema_id
                JOIN mz_schemas own ON own.id = k.schema_id
                JOIN mz_databases db ON db.id = own.database_id AND db.name = '{p}'
                ORDER BY k.name""";

    final Playground playground;
    private final TestProject project;

    Feeds(Playground playground, Path folder) throws SQLException {
        this.playground = playground;
        this.project = new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, amount * 2 AS amount"
                                + " FROM public.raw;")
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT id, sum(amount) AS total"
                                + " FROM shop.orders GROUP BY id;");
        playground.run(PRODUCTION);
    }

    TestProject project() {
        return project;
    }

    Plan plan(String... removes) {
        return Deployments.plan(playground.targets(), project, project.input(ID, removes));
    }

    Inventory deploy(Plan plan) {
        return deploy(playground.targets(), plan);
    }

    Inventory deploy(Targets targets, Plan plan) {
        Inventory cloned = Deployments.createGreen(targets, plan);
        try (TestActivities activities =
                new TestActivities(new DeployActivity(targets, project.source(), project.dbt()))) {
            return activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }
    }

    /**
     * A deployment after its swap.
     *
     * @param plan its plan
     * @param green what it has created
     */
    record Promoted(Plan plan, Inventory green) {
        SinkInput input(Side from) {
            return new SinkInput(from, plan, green);
        }
    }

    /** Makes the sinks, deploys and swaps. */
    Promoted promoted() throws SQLException {
        playground.run(SINKS);
        Plan plan = plan();
        Inventory green = deploy(plan);
        swap();
        return new Promoted(plan, green);
    }

    void swap() throws SQLException {
        playground.run(SWAP);
    }

    void swapAs(String role) throws SQLException {
        playground.runAs(role, SWAP);
    }

    void swapBack() throws SQLException {
        playground.run(SWAP_BACK);
    }

    /** Points as the activity does. */
    SinkReport point(Side from, Promoted promoted) {
        return point(playground.targets(), from, promoted);
    }

    static SinkReport point(Targets targets, Side from, Promoted promoted) {
        try (TestActivities activities = new TestActivities(new SinkActivity(targets))) {
            return activities.of(SinkActivities.class).point(promoted.input(from));
        }
    }

    /** Drops one side as the activity does. */
    DropReport drop(Side side, Promoted promoted) {
        return Deployments.drop(playground.targets(), side, promoted.plan(), promoted.green());
    }

    /** Each sink with the schema and the name of what it reads. */
    List<String> reads() throws SQLException {
        return playground.rows(READS);
    }
}

package dev.cutover.activities.janitor;

import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.register.FakeRegister;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deployments of which something is left, the Temporal that may know them, and rounds of the janitor over them. */
final class Sweeps {
    static final String ID = "aaaa2222";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;
            """;

    static final String GREEN_OBJECTS = """
            CREATE VIEW shop__green_aaaa2222.orders AS SELECT id + 1 AS id FROM public.raw;
            CREATE MATERIALIZED VIEW shop__green_aaaa2222.totals IN CLUSTER {p}_serve__green_aaaa2222
                AS SELECT count(*) AS n FROM shop__green_aaaa2222.orders;
            """;

    static final String SWAP = """
            ALTER SCHEMA shop SWAP WITH shop__green_aaaa2222;
            ALTER SCHEMA shop__green_aaaa2222 RENAME TO shop__retired_aaaa2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__green_aaaa2222;
            ALTER CLUSTER {p}_serve__green_aaaa2222 RENAME TO {p}_serve__retired_aaaa2222;
            """;

    static final Instant LONG_AGO = Instant.parse("2026-01-01T12:00:00Z");

    final FakeRegister temporal = new FakeRegister();
    private final Path folder;

    Sweeps(Path folder) {
        this.folder = folder;
    }

    static List<Verdict> verdicts(JanitorReport report) {
        return report.items().stream().map(Item::verdict).toList();
    }

    JanitorReport sweep(Playground playground, boolean apply) {
        return sweep(playground, new JanitorRequest(playground.prefix(), apply, List.of(), false));
    }

    static List<String> fences(Playground playground) throws SQLException {
        return playground.rows("SELECT name FROM mz_schemas WHERE name LIKE '\\_cutover\\_{p}\\_%'");
    }

    /** One round; what other tests have on the same server under the same deployment id is left out. */
    JanitorReport sweep(Playground playground, JanitorRequest request) {
        return sweep(playground, playground.targets(), request);
    }

    JanitorReport sweep(Playground playground, Targets targets, JanitorRequest request) {
        try (TestActivities activities = new TestActivities(new JanitorActivity(targets, run -> temporal))) {
            JanitorReport report = activities.of(JanitorActivities.class).sweep(request);
            return new JanitorReport(
                    report.target(),
                    report.applied(),
                    report.running(),
                    report.items().stream()
                            .filter(item -> item.name().startsWith(playground.prefix()))
                            .toList());
        }
    }

    void terminated(Plan plan, Inventory inventory, boolean promoted, Instant holdUntil) {
        temporal.closed(
                "workflow", "TERMINATED", null, belongings(plan, inventory, promoted, promoted, holdUntil, null));
    }

    void endedDirty(Plan plan, Inventory inventory, boolean swapAttempted) {
        temporal.closed(
                "workflow",
                "FAILED",
                "FAILED_DIRTY",
                belongings(plan, inventory, swapAttempted, false, null, Ending.FAILED_DIRTY));
    }

    static Belongings belongings(
            Plan plan, Inventory inventory, boolean swapAttempted, boolean promoted, Instant holdUntil, Ending ending) {
        return new Belongings(
                ID, plan, inventory, true, swapAttempted, promoted, false, holdUntil, Duration.ofMinutes(30), ending);
    }

    Plan planned(Playground playground) throws SQLException {
        playground.run(PRODUCTION);
        TestProject project = new TestProject(folder, playground)
                .model("shop", "orders", "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;")
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;");
        return Deployments.plan(playground.targets(), project, project.input(ID));
    }

    Inventory cloned(Playground playground, Plan plan) {
        try (TestActivities activities = new TestActivities(new CloneActivity(playground.targets(), run -> temporal))) {
            return activities.of(CloneActivities.class).createGreen(plan);
        }
    }

    Inventory deployed(Playground playground, Plan plan) throws SQLException {
        Inventory cloned = cloned(playground, plan);
        playground.run(GREEN_OBJECTS);
        try (Session session = playground.session()) {
            List<CatalogObject> objects = new Catalog(session)
                    .objectsIn(List.of(cloned.schemas().get(0).id()), List.of()).stream()
                            .map(object -> object.object())
                            .toList();
            return new Inventory(cloned.schemas(), cloned.clusters(), objects, "fingerprint");
        }
    }

    static String comment(Playground playground, String schema) throws SQLException {
        return playground
                .rows("SELECT c.comment FROM mz_internal.mz_comments c JOIN mz_schemas s ON s.id = c.id"
                        + " AND c.object_type = 'schema' WHERE s.name = '" + schema + "'")
                .get(0);
    }

    static List<String> withoutFence(Playground playground) throws SQLException {
        return playground.everything().stream()
                .filter(line -> !line.contains("_cutover_"))
                .toList();
    }
}

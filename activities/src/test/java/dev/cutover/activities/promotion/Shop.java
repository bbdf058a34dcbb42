package dev.cutover.activities.promotion;

import static dev.cutover.activities.materialize.Identifiers.quote;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.fingerprint.SideItems;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.readiness.ReadinessReader;
import dev.cutover.activities.readiness.Verdicts;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.text.PackedLines;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A small shop in production on a test's playground: schema {@code core} with a view that answers {@code old}, on a cluster;
 * schema {@code gone}, which a deployment may remove. {@link #deployment} makes a green that answers its own name.
 */
final class Shop {
    static final String CORE = "co\"re";

    final Playground playground;
    final String cluster;

    Shop(Playground playground) throws SQLException {
        this.playground = playground;
        this.cluster = playground.name("compute");
        playground.run("CREATE TABLE public.answers (answer text);"
                + " CREATE CLUSTER " + quote(cluster) + " (SIZE '25cc');"
                + " CREATE SCHEMA " + quote(CORE) + "; CREATE SCHEMA gone;"
                + " COMMENT ON SCHEMA " + quote(CORE) + " IS 'what people wrote';"
                + " COMMENT ON CLUSTER " + quote(cluster) + " IS 'theirs, too';"
                + " CREATE MATERIALIZED VIEW " + quote(CORE) + ".\"an swer\" IN CLUSTER " + quote(cluster)
                + " AS SELECT 'old' AS answer FROM (SELECT count(*) FROM public.answers) AS c;"
                + " CREATE VIEW gone.v AS SELECT 1 AS one");
        try (Session session = playground.session()) {
            new FenceReader(playground.target()).ensure(session, () -> {});
        }
    }

    /** What readers of production get. */
    String answer() throws SQLException {
        return playground
                .rows("SELECT answer FROM " + quote(CORE) + ".\"an swer\"")
                .get(0);
    }

    /** Name of the target's fence. */
    String fence() throws SQLException {
        try (Session session = playground.session()) {
            return new FenceReader(playground.target()).position(session).name();
        }
    }

    SchemaName schema(String name) {
        return new SchemaName(playground.database(), name);
    }

    /** A deployment whose green is complete and ready. */
    Deployed deployment(String id) throws SQLException {
        try (Session session = playground.session()) {
            Catalog catalog = new Catalog(session);
            Plans plans = new Plans(id, playground.prefix(), new FenceReader(playground.target()).position(session));
            String greenCore = plans.names.green(CORE);
            String greenFresh = plans.names.green("fresh");
            String greenCluster = plans.names.green(cluster);
            String line = new OwnershipLine(id, "test", playground.prefix(), null, null, null).text();
            playground.run("CREATE SCHEMA " + quote(greenCore) + "; CREATE SCHEMA " + quote(greenFresh) + ";"
                    + " CREATE CLUSTER " + quote(greenCluster) + " (SIZE '25cc');"
                    + Comments.onSchema(schema(greenCore), line) + ";" + Comments.onSchema(schema(greenFresh), line)
                    + ";" + Comments.onCluster(greenCluster, line) + ";"
                    + " CREATE MATERIALIZED VIEW " + quote(greenCore) + ".\"an swer\" IN CLUSTER "
                    + quote(greenCluster) + " AS SELECT '" + id
                    + "' AS answer FROM (SELECT count(*) FROM public.answers) AS c;"
                    + " CREATE VIEW " + quote(greenFresh) + ".v AS SELECT 2 AS two");
            plans.schema(schema(CORE), Change.REPLACE, schemaId(catalog, CORE), schemaId(catalog, greenCore))
                    .schema(schema("fresh"), Change.NEW, null, schemaId(catalog, greenFresh))
                    .schema(schema("gone"), Change.REMOVE, schemaId(catalog, "gone"), null)
                    .cluster(cluster, Change.REPLACE, clusterId(catalog, cluster), clusterId(catalog, greenCluster));
            Plan draft = plans.plan(List.of(), null);
            Inventory made = plans.inventory(List.of(), null);
            List<CatalogObject> blue = objects(
                    catalog,
                    draft.schemas().stream().map(PlannedSchema::blueId).toList(),
                    draft.clusters().stream().map(PlannedCluster::blueId).toList());
            List<CatalogObject> green = objects(
                    catalog,
                    made.schemas().stream().map(GreenSchema::id).toList(),
                    made.clusters().stream().map(GreenCluster::id).toList());
            SideFacts greenFacts = Fingerprints.greenFacts(session, made);
            Deployed deployed = new Deployed(
                    plans.planOf(blue, Fingerprints.blueFacts(session, draft.schemas(), draft.clusters())),
                    plans.inventory(green, greenFacts.fingerprint()),
                    SideItems.of(greenFacts));
            awaitReady(session, deployed);
            return deployed;
        }
    }

    /** A plan, the green that goes with it, and what that consisted of when it was approved. */
    record Deployed(Plan plan, Inventory inventory, PackedLines greenFacts) {
        /** The same deployment, had its green always been as it is now. */
        Deployed seenAgain(Playground playground) throws SQLException {
            try (Session session = playground.session()) {
                return new Deployed(
                        plan,
                        new Inventory(
                                inventory.schemas(),
                                inventory.clusters(),
                                inventory.objects(),
                                Fingerprints.green(session, plan, inventory)),
                        greenFacts);
            }
        }

        PromoteInput promoteInput() {
            return promoteInput(Instant.now().plus(Duration.ofHours(1)));
        }

        PromoteInput promoteInput(Instant notAfter) {
            return new PromoteInput(
                    plan,
                    inventory,
                    new Decision(Decision.Choice.APPROVE, "tester", plan.shortHash(), null, Instant.now()),
                    inventory.greenFingerprint(),
                    greenFacts,
                    notAfter,
                    plan.policy(),
                    "approved by tester");
        }
    }

    private static void awaitReady(Session session, Deployed deployed) throws SQLException {
        ReadinessReader reader = new ReadinessReader(deployed.inventory());
        Verdicts verdicts = new Verdicts(deployed.inventory(), deployed.plan().lagThreshold());
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        Readiness readiness = verdicts.on(reader.read(session));
        while (!readiness.ready() && Instant.now().isBefore(deadline)) {
            readiness = verdicts.on(reader.read(session));
        }
        if (!readiness.ready()) {
            throw new IllegalStateException("Green did not become ready: " + readiness);
        }
    }

    /** The target behind another address. */
    Target at(String jdbcUrl) {
        return playground.targetAt(jdbcUrl, "materialize");
    }

    /** Opens a session of the kind that sends blocks. */
    Session block() throws SQLException {
        return new Materialize(playground.target()).openSimple("test");
    }

    private static List<CatalogObject> objects(Catalog catalog, List<String> schemaIds, List<String> clusterIds)
            throws SQLException {
        return catalog
                .objectsIn(
                        schemaIds.stream().filter(Objects::nonNull).toList(),
                        clusterIds.stream().filter(Objects::nonNull).toList())
                .stream()
                .map(entry -> entry.object())
                .toList();
    }

    private String schemaId(Catalog catalog, String name) throws SQLException {
        return catalog.schema(schema(name)).orElseThrow().id();
    }

    private static String clusterId(Catalog catalog, String name) throws SQLException {
        return catalog.cluster(name).orElseThrow().id();
    }
}

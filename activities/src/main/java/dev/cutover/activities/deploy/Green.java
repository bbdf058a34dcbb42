package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Green as the catalog holds it, held against what this deployment made. */
final class Green {
    private final String deployment;
    private final Inventory inventory;

    Green(String deployment, Inventory inventory) {
        this.deployment = deployment;
        this.inventory = inventory;
    }

    /** Refuses to go on when a schema or cluster of green is gone, was renamed, or does not say that it is ours (P6). */
    void checkOurs(Session session) throws SQLException {
        Catalog catalog = new Catalog(session);
        checkOurs(catalog.schemasById(schemaIds()), catalog.clustersById(clusterIds()));
    }

    /** The same, held against what was read already. */
    void checkOurs(SideFacts facts) {
        checkOurs(facts.schemas(), facts.clusters());
    }

    private void checkOurs(List<SchemaEntry> schemasThere, List<ClusterEntry> clustersThere) {
        List<String> lost = new ArrayList<>();
        Map<String, SchemaEntry> schemas = byId(schemasThere, SchemaEntry::id);
        for (GreenSchema schema : inventory.schemas()) {
            SchemaEntry found = schemas.get(schema.id());
            if (found == null || !found.name().equals(schema.green()) || !isOurs(found.comment())) {
                lost.add("schema " + schema.green());
            }
        }
        Map<String, ClusterEntry> clusters = byId(clustersThere, ClusterEntry::id);
        for (GreenCluster cluster : inventory.clusters()) {
            ClusterEntry found = clusters.get(cluster.id());
            if (found == null || !found.name().equals(cluster.green()) || !isOurs(found.comment())) {
                lost.add("cluster " + cluster.green());
            }
        }
        if (!lost.isEmpty()) {
            throw lost("Somebody dropped, renamed or replaced " + String.join(", ", lost)
                    + ", which this deployment had made.");
        }
    }

    /** Everything that green is now. */
    SideFacts facts(Session session) throws SQLException {
        return SideFacts.read(session, schemaIds(), clusterIds());
    }

    /** Those of the steps that former attempts have done; refuses when something else bears a step's name. */
    Set<ObjectName> done(Session session, List<Step> steps) throws SQLException {
        Map<ObjectName, ObjectEntry> existing = new HashMap<>();
        new Catalog(session)
                .objectsIn(schemaIds(), clusterIds())
                .forEach(object -> existing.put(object.name(), object));
        Set<ObjectName> done = new HashSet<>();
        for (Step step : steps) {
            ObjectEntry found = existing.get(step.green());
            if (found != null && found.kind() != step.kind()) {
                throw lost(step.green() + " is a " + found.kind().sqlWords().toLowerCase(Locale.ROOT)
                        + " that this deployment did not make.");
            }
            if (found != null) {
                done.add(step.production());
            }
        }
        return done;
    }

    /** Refuses when green holds less or more than was planned, or what a source brings along. */
    void checkComplete(Session session, Plan plan, List<ObjectEntry> objects) throws SQLException {
        Map<ObjectName, ObjectKind> expected = expected(plan);
        List<ObjectEntry> others = objects.stream()
                .filter(object -> !expected.containsKey(object.name()) || expected.get(object.name()) != object.kind())
                .toList();
        List<String> parts = others.isEmpty()
                ? List.of()
                : new Catalog(session)
                        .partsOfSources(others.stream().map(ObjectEntry::id).toList());
        List<String> strangers = others.stream()
                .filter(object -> !parts.contains(object.id()))
                .map(object -> object.name().toString())
                .toList();
        if (!strangers.isEmpty()) {
            throw lost("Green holds what this deployment did not make: " + String.join(", ", strangers) + ".");
        }
        Set<ObjectName> present = objects.stream().map(ObjectEntry::name).collect(Collectors.toSet());
        List<String> missing = expected.keySet().stream()
                .filter(name -> !present.contains(name))
                .map(ObjectName::toString)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw lost("Somebody dropped what this deployment had made: " + String.join(", ", missing) + ".");
        }
    }

    /** Refuses when something of green runs elsewhere: it would stay behind there, and slow production until then (P1). */
    void checkClusters(List<ObjectEntry> objects) {
        List<String> own = clusterIds();
        List<String> elsewhere = objects.stream()
                .filter(object -> object.object().clusterId() != null
                        && !own.contains(object.object().clusterId()))
                .map(object -> object.name().toString())
                .toList();
        if (!elsewhere.isEmpty()) {
            throw Failures.of(
                    FailureType.STATEMENT_REFUSED,
                    "These run on a cluster that is not green's: " + String.join(", ", elsewhere) + ".",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Take their cluster from the cluster config, so that dbt-materialize can rename it, and start again.");
        }
    }

    /** Green names and kinds of everything that a plan makes. */
    static Map<ObjectName, ObjectKind> expected(Plan plan) {
        Renames renames = GreenNames.of(plan);
        Map<ObjectName, ObjectKind> expected = new HashMap<>();
        plan.objects().forEach(object -> expected.put(GreenNames.rename(object.name(), renames), object.kind()));
        return expected;
    }

    private List<String> schemaIds() {
        return inventory.schemas().stream().map(GreenSchema::id).toList();
    }

    private List<String> clusterIds() {
        return inventory.clusters().stream().map(GreenCluster::id).toList();
    }

    private boolean isOurs(String comment) {
        return OwnershipLine.isOf(deployment, comment);
    }

    private static ApplicationFailure lost(String what) {
        return Failures.of(
                FailureType.GREEN_LOST,
                what,
                Failures.PRODUCTION_UNTOUCHED,
                "Keep others from working in the schemas and on the clusters of a deployment, and start it again.");
    }

    private static <T> Map<String, T> byId(Collection<T> entries, Function<T, String> id) {
        return entries.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}

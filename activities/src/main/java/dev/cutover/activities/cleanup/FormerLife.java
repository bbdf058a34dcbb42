package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Clusters;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sinks.SinkReader;
import dev.cutover.activities.materialize.sinks.SinkStatements;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.Planning.Left;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment has left behind whose workflow was reset to before its plan: nobody knows any more what it had put where, so
 * it is found by the deployment's id in the names, listed, and not touched (P6). Green alone is none of it: it is built on.
 */
public final class FormerLife {
    private static final String WHY =
            "An earlier run of this deployment made or retired it. Nothing of it was dropped.";
    private static final String SINK =
            "It reads what this deployment has moved aside. Its statement points it at what is production now.";

    private final Catalog catalog;
    private final SinkReader sinks;
    private final DeploymentNames names;
    private final Set<String> databases;
    private final Set<String> clusters;

    /**
     * A look at what is there under the names of a deployment.
     *
     * @param databases where its schemas are
     * @param clusters production names of its clusters, which belong to no database
     */
    public FormerLife(Session session, String deployment, Set<String> databases, Set<String> clusters) {
        this.catalog = new Catalog(session);
        this.sinks = new SinkReader(session);
        this.names = new DeploymentNames(deployment);
        this.databases = Set.copyOf(databases);
        this.clusters = Set.copyOf(clusters);
    }

    /** In the order in which a person can drop it; empty when the deployment never came to a swap or a drop. */
    public List<Left> left() throws SQLException {
        List<SchemaEntry> schemas = new ArrayList<>();
        for (SchemaEntry schema : catalog.schemas()) {
            if (databases.contains(schema.name().database())
                    && isSwappedOut(schema.name().name())) {
                schemas.add(schema);
            }
        }
        List<ClusterEntry> swappedOut = new ArrayList<>();
        for (ClusterEntry cluster : catalog.clusters()) {
            if (clusters.stream().anyMatch(production -> isSwappedOut(cluster.name(), production))) {
                swappedOut.add(cluster);
            }
        }
        List<ObjectEntry> objects = ByHand.inOrder(
                catalog,
                catalog.objectsIn(
                        schemas.stream().map(SchemaEntry::id).toList(),
                        swappedOut.stream().map(ClusterEntry::id).toList()));
        List<Left> left = new ArrayList<>(sinksReading(objects));
        objects.forEach(object -> left.add(
                new Left(object.id(), object.name().toString(), ByHand.kind(object), WHY, ByHand.statements(object))));
        schemas.forEach(schema -> left.add(new Left(
                schema.id(), schema.name().toString(), "schema", WHY, List.of(Schemas.drop(schema.name()) + ";"))));
        swappedOut.forEach(cluster -> left.add(
                new Left(cluster.id(), cluster.name(), "cluster", WHY, List.of(Clusters.drop(cluster.name()) + ";"))));
        return left;
    }

    /** A swap moves no sink by itself, and nobody goes on pointing them after a reset. */
    private List<Left> sinksReading(List<ObjectEntry> objects) throws SQLException {
        Map<String, ObjectEntry> byId =
                objects.stream().collect(Collectors.toMap(ObjectEntry::id, Function.identity()));
        List<Left> left = new ArrayList<>();
        for (SinkEntry sink : sinks.reading(byId.keySet())) {
            ObjectName reads = byId.get(sink.readsId()).name();
            ObjectName production = new ObjectName(reads.database(), production(reads.schema()), reads.name());
            left.add(new Left(
                    sink.id(),
                    sink.name().toString(),
                    "sink",
                    SINK,
                    List.of(SinkStatements.setFrom(sink.name(), production) + ";")));
        }
        return left;
    }

    private String production(String schema) {
        return suffixes()
                .filter(schema::endsWith)
                .findFirst()
                .map(suffix -> schema.substring(0, schema.length() - suffix.length()))
                .orElse(schema);
    }

    private boolean isSwappedOut(String name) {
        return suffixes().anyMatch(name::endsWith);
    }

    private boolean isSwappedOut(String name, String production) {
        return suffixes().anyMatch(suffix -> name.equals(production + suffix));
    }

    private Stream<String> suffixes() {
        return Stream.of(names.retired(""), names.reverted(""), names.dropping(""));
    }
}

package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Clusters;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.workflows.plan.Planning.Left;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a deployment has left behind whose workflow was reset to before its plan: nobody knows any more what it had put where, so
 * it is found by the deployment's id in the names, listed, and not touched (P6). Green alone is none of it: it is built on.
 */
public final class FormerLife {
    private final Catalog catalog;
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
        List<Left> left = new ArrayList<>(objects(schemas, swappedOut));
        schemas.forEach(schema -> left.add(
                new Left(schema.id(), schema.name().toString(), "schema", List.of(Schemas.drop(schema.name()) + ";"))));
        swappedOut.forEach(cluster -> left.add(
                new Left(cluster.id(), cluster.name(), "cluster", List.of(Clusters.drop(cluster.name()) + ";"))));
        return left;
    }

    private boolean isSwappedOut(String name) {
        return name.endsWith(names.retired(""))
                || name.endsWith(names.reverted(""))
                || name.endsWith(names.dropping(""));
    }

    private boolean isSwappedOut(String name, String production) {
        return name.equals(names.retired(production))
                || name.equals(names.reverted(production))
                || name.equals(names.dropping(production));
    }

    private List<Left> objects(List<SchemaEntry> schemas, List<ClusterEntry> clusters) throws SQLException {
        List<ObjectEntry> found = catalog.objectsIn(
                schemas.stream().map(SchemaEntry::id).toList(),
                clusters.stream().map(ClusterEntry::id).toList());
        return ByHand.inOrder(catalog, found).stream()
                .map(object ->
                        new Left(object.id(), object.name().toString(), ByHand.kind(object), ByHand.statements(object)))
                .toList();
    }
}

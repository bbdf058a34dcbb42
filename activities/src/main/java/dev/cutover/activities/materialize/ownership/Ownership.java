package dev.cutover.activities.materialize.ownership;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells a deployment's own schemas and clusters from strangers'. Between CREATE and our line in the comment lies a moment in
 * which a worker may die: what has our exact name, which holds the deployment's id, and belongs to our role, has no comment
 * and is empty counts as ours too.
 */
public final class Ownership {
    private final Catalog catalog;
    private final String deployment;

    public Ownership(Catalog catalog, String deployment) {
        this.catalog = catalog;
        this.deployment = deployment;
    }

    /** Whether this deployment made the schema that was found under one of its names. */
    public boolean isOurs(SchemaEntry schema) throws SQLException {
        return OwnershipLine.isOf(deployment, schema.id(), schema.comment())
                || isUnmarked(schema.comment(), schema.holding().owner())
                        && catalog.objectsIn(List.of(schema.id()), List.of()).isEmpty();
    }

    /** Whether this deployment made the cluster that was found under one of its names. */
    public boolean isOurs(ClusterEntry cluster) throws SQLException {
        return OwnershipLine.isOf(deployment, cluster.id(), cluster.comment())
                || isUnmarked(cluster.comment(), cluster.holding().owner())
                        && catalog.objectsIn(List.of(), List.of(cluster.id())).isEmpty();
    }

    private boolean isUnmarked(String comment, String owner) throws SQLException {
        return comment == null && owner.equals(catalog.currentRole());
    }
}

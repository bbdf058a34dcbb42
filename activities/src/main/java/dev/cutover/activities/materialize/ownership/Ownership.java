package dev.cutover.activities.materialize.ownership;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells a deployment's own schemas and clusters from strangers'. Between CREATE and our line in the comment lies a moment in
 * which a worker may die: what has our exact name and belongs to our role, has no comment and is empty counts as ours too. Of a
 * deployment that is gone it counts only when the name holds the deployment's id: dbt's names hold none, and another
 * deployment may have made it a moment ago.
 */
public final class Ownership {
    private final Catalog catalog;
    private final String deployment;
    private final boolean running;

    private Ownership(Catalog catalog, String deployment, boolean running) {
        this.catalog = catalog;
        this.deployment = deployment;
        this.running = running;
    }

    /** For a deployment that asks itself. */
    public static Ownership ofRunning(Catalog catalog, String deployment) {
        return new Ownership(catalog, deployment, true);
    }

    /** For one that runs no more, on whose names others may have come since. */
    public static Ownership ofGone(Catalog catalog, String deployment) {
        return new Ownership(catalog, deployment, false);
    }

    /** Whether this deployment made the schema that was found under one of its names. */
    public boolean isOurs(SchemaEntry schema) throws SQLException {
        return OwnershipLine.isOf(deployment, schema.id(), schema.comment())
                || isUnmarked(
                                schema.name().name(),
                                schema.comment(),
                                schema.holding().owner())
                        && catalog.objectsIn(List.of(schema.id()), List.of()).isEmpty();
    }

    /** Whether this deployment made the cluster that was found under one of its names. */
    public boolean isOurs(ClusterEntry cluster) throws SQLException {
        return OwnershipLine.isOf(deployment, cluster.id(), cluster.comment())
                || isUnmarked(
                                cluster.name(),
                                cluster.comment(),
                                cluster.holding().owner())
                        && catalog.objectsIn(List.of(), List.of(cluster.id())).isEmpty();
    }

    /** Whether a name alone says whose a thing is: of a deployment that is gone only one that holds its id. */
    public boolean isProvenBy(String name) {
        return running || name.endsWith("_" + deployment);
    }

    private boolean isUnmarked(String name, String comment, String owner) throws SQLException {
        return isProvenBy(name) && comment == null && owner.equals(catalog.currentRole());
    }
}

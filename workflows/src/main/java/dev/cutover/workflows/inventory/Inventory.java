package dev.cutover.workflows.inventory;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.List;

/**
 * What the deployment created, with catalog ids: nothing else of it may ever be dropped (P6).
 *
 * @param schemas green schemas
 * @param clusters green clusters
 * @param objects green objects and their indexes under their green names; empty before the deploy
 * @param greenFingerprint SHA-256 (hex) over ids, definitions, owners, grants, comments and options of green as it was
 *     deployed; null before the deploy. What counts at the swap is the evidence's
 */
public record Inventory(
        List<GreenSchema> schemas, List<GreenCluster> clusters, List<CatalogObject> objects, String greenFingerprint) {
    /** A schema of green: production name, green name and catalog id. */
    public record GreenSchema(SchemaName production, SchemaName green, String id) {}

    /** A cluster of green: production name, green name and catalog id. */
    public record GreenCluster(String production, String green, String id) {}
}

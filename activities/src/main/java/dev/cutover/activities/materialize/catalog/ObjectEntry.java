package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;

/**
 * An object as the catalog holds it.
 *
 * @param object id, name, kind and cluster
 * @param schemaId catalog id of its schema; an index is in the schema of its relation
 * @param holding owner and privileges
 */
public record ObjectEntry(CatalogObject object, String schemaId, Holding holding) {
    /** Catalog id. */
    public String id() {
        return object.id();
    }

    /** Full name. */
    public ObjectName name() {
        return object.name();
    }

    /** What it is. */
    public ObjectKind kind() {
        return object.kind();
    }
}

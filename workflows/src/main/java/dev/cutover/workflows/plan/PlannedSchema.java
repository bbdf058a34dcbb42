package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.SchemaName;

/**
 * One schema of the deployment.
 *
 * @param name production name
 * @param change what the swap does with it
 * @param blueId catalog id of the production schema at planning; null when {@code change} is NEW
 * @param green name of the clone in the same database; null when {@code change} is REMOVE
 * @param retired name that old production gets in the swap; null when {@code change} is NEW
 */
public record PlannedSchema(SchemaName name, Change change, String blueId, String green, String retired) {
    /** The clone's full name. */
    public SchemaName greenName() {
        return new SchemaName(name.database(), green);
    }

    /** Old production's full name after the swap. */
    public SchemaName retiredName() {
        return new SchemaName(name.database(), retired);
    }
}

package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.workflows.catalog.SchemaName;

/**
 * A schema as the catalog holds it.
 *
 * @param id catalog id
 * @param name full name
 * @param holding owner and privileges
 * @param comment its comment; null without one
 */
public record SchemaEntry(String id, SchemaName name, Holding holding, String comment) {}

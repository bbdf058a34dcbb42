package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.SchemaName;

/** Statements about schemas, each for a message of its own. */
public final class Schemas {
    private Schemas() {}

    /** CREATE SCHEMA; fails when the name is taken. */
    public static String create(SchemaName schema) {
        return "CREATE SCHEMA " + Identifiers.quote(schema);
    }

    /** RENAME TO within the schema's database. */
    public static String rename(SchemaName schema, String newName) {
        return "ALTER SCHEMA " + Identifiers.quote(schema) + " RENAME TO " + Identifiers.quote(newName);
    }

    /** DROP SCHEMA without CASCADE: refused while anything is in it. */
    public static String drop(SchemaName schema) {
        return "DROP SCHEMA " + Identifiers.quote(schema);
    }
}

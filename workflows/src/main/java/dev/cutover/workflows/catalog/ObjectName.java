package dev.cutover.workflows.catalog;

/** An object by its full name. */
public record ObjectName(String database, String schema, String name) {
    /** The schema that the object lives in. */
    public SchemaName schemaName() {
        return new SchemaName(database, schema);
    }

    @Override
    public String toString() {
        return database + "." + schema + "." + name;
    }
}

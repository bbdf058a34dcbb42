package dev.cutover.workflows.catalog;

/** A schema by name. Names move in a swap; where identity matters, a catalog id is kept beside it. */
public record SchemaName(String database, String name) {
    @Override
    public String toString() {
        return database + "." + name;
    }
}

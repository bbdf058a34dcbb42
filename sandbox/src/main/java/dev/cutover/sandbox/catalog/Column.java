package dev.cutover.sandbox.catalog;

/** A column of a relation; {@code type} is Materialize's name of the type, {@code defaultSql} is null for none. */
public record Column(String name, String type, long typeOid, int typeModifier, boolean nullable, String defaultSql) {
    /** The same for a column that is never NULL. */
    public Column notNullable() {
        return new Column(name, type, typeOid, typeModifier, false, defaultSql);
    }
}

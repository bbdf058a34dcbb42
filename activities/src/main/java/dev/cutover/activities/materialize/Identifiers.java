package dev.cutover.activities.materialize;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;

/** The one place that turns a name into SQL text. */
public final class Identifiers {
    private Identifiers() {}

    /** A name as a quoted identifier. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A schema's full name, quoted. */
    public static String quote(SchemaName name) {
        return quote(name.database()) + "." + quote(name.name());
    }

    /** An object's full name, quoted. */
    public static String quote(ObjectName name) {
        return quote(name.schemaName()) + "." + quote(name.name());
    }
}

package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import dev.cutover.workflows.catalog.SchemaName;

/** COMMENT ON; a null text removes the comment. */
public final class Comments {
    private Comments() {}

    /** On a schema. */
    public static String onSchema(SchemaName schema, String text) {
        return "COMMENT ON SCHEMA " + Identifiers.quote(schema) + " IS " + Literals.quote(text);
    }

    /** On a cluster. */
    public static String onCluster(String cluster, String text) {
        return "COMMENT ON CLUSTER " + Identifiers.quote(cluster) + " IS " + Literals.quote(text);
    }
}

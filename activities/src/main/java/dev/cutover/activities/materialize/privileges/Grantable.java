package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;

/**
 * Something that has an owner and privileges, in the words of SQL.
 *
 * @param alterWords as in {@code ALTER MATERIALIZED VIEW}
 * @param grantWords as in {@code GRANT … ON TABLE}; null for what has no privileges (an index, a sink)
 * @param name quoted full name
 */
public record Grantable(String alterWords, String grantWords, String name) {
    /** A schema. */
    public static Grantable schema(SchemaName name) {
        return new Grantable("SCHEMA", "SCHEMA", Identifiers.quote(name));
    }

    /** A cluster. */
    public static Grantable cluster(String name) {
        return new Grantable("CLUSTER", "CLUSTER", Identifiers.quote(name));
    }

    /** An object; a grant on any relation says TABLE (recorded: {@code privileges / grant_targets}). */
    public static Grantable object(ObjectName name, ObjectKind kind) {
        return new Grantable(kind.sqlWords(), grantWords(kind), Identifiers.quote(name));
    }

    private static String grantWords(ObjectKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> "TABLE";
            case CONNECTION, SECRET, TYPE -> kind.sqlWords();
            case INDEX, SINK, FUNCTION -> null;
        };
    }
}

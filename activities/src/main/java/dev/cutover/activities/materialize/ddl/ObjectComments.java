package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;

/** COMMENT ON an object or its columns; a null text removes the comment. */
public final class ObjectComments {
    private ObjectComments() {}

    /** On an object. */
    public static String onObject(ObjectName name, ObjectKind kind, String text) {
        return "COMMENT ON " + kind.sqlWords() + " " + Identifiers.quote(name) + " IS " + Literals.quote(text);
    }

    /** On a column of a relation. */
    public static String onColumn(ObjectName relation, String column, String text) {
        return "COMMENT ON COLUMN " + Identifiers.quote(relation) + "." + Identifiers.quote(column) + " IS "
                + Literals.quote(text);
    }
}

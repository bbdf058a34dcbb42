package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;

/** Statements about objects of every kind. */
public final class Objects {
    private Objects() {}

    /** DROP without CASCADE: refused while another object reads it. Indexes on it would go along, so they go first. */
    public static String drop(ObjectName name, ObjectKind kind) {
        return "DROP " + kind.sqlWords() + " " + Identifiers.quote(name);
    }
}

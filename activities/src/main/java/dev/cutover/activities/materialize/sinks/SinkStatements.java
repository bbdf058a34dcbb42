package dev.cutover.activities.materialize.sinks;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.ObjectName;

/** Statements about sinks. */
public final class SinkStatements {
    private SinkStatements() {}

    /**
     * Makes a sink read another relation. It keeps its id and its position and sends no snapshot; it cannot be part of a
     * transaction (recorded: {@code sinks / set_from_and_counts}).
     */
    public static String setFrom(ObjectName sink, ObjectName relation) {
        return "ALTER SINK " + Identifiers.quote(sink) + " SET FROM " + Identifiers.quote(relation);
    }
}

package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;

/** SET statements. */
public final class SessionSettings {
    private SessionSettings() {}

    /** The database in which short names are resolved. */
    public static String database(String name) {
        return "SET database = " + Identifiers.quote(name);
    }

    /** The cluster on which queries run. */
    public static String cluster(String name) {
        return "SET cluster = " + Identifiers.quote(name);
    }
}

package dev.cutover.activities.cleanup;

import dev.cutover.workflows.catalog.SchemaName;

/**
 * A schema or cluster that is to go.
 *
 * @param kind which of the two
 * @param database database of a schema; null for a cluster
 * @param id catalog id
 * @param production name of its counterpart in production
 * @param sideName the name under which this side is found, such as the retired one
 * @param droppingName the name that it has while it is being dropped
 */
record Place(Kind kind, String database, String id, String production, String sideName, String droppingName) {
    enum Kind {
        SCHEMA,
        CLUSTER;

        String word() {
            return this == SCHEMA ? "schema" : "cluster";
        }
    }

    /** Full name under one of its names, with the kind before it. */
    String described(String name) {
        return kind.word() + " " + (kind == Kind.SCHEMA ? new SchemaName(database, name) : name);
    }
}

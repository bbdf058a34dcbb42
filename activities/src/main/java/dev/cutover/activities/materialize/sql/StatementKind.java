package dev.cutover.activities.materialize.sql;

/** What a statement does, as far as a project is concerned. */
public enum StatementKind {
    CREATE_VIEW,
    CREATE_MATERIALIZED_VIEW,
    CREATE_INDEX,
    CREATE_SOURCE,
    /** A table that people write to. */
    CREATE_TABLE,
    /** A table that a source fills. */
    CREATE_TABLE_FROM_SOURCE,
    CREATE_SINK,
    CREATE_CONNECTION,
    CREATE_SECRET,
    CREATE_CLUSTER,
    COMMENT,
    GRANT,
    /** A query: what a check consists of. */
    QUERY,
    /** mz-deploy's {@code EXECUTE UNIT TEST}: means nothing to a server. */
    UNIT_TEST,
    OTHER
}

package dev.cutover.activities.materialize.sql;

import java.util.List;

/**
 * A statement whose head is understood.
 *
 * @param statement its text and tokens
 * @param kind what it does
 * @param orReplace whether it says OR REPLACE
 * @param ifNotExists whether it says IF NOT EXISTS
 * @param temporary whether it says TEMP or TEMPORARY
 * @param name what it creates; null for an index without a name and for statements that create nothing
 * @param cluster the name after IN CLUSTER; null without
 * @param targetType upper-case words such as {@code MATERIALIZED VIEW} or {@code COLUMN}, for COMMENT and GRANT; null when
 *     a GRANT leaves them out
 * @param targets the relation of an index, what a COMMENT or GRANT is about
 * @param bodyIndex index of the first token after the head: of the query, or of the source's FROM
 */
public record ParsedStatement(
        SqlStatement statement,
        StatementKind kind,
        boolean orReplace,
        boolean ifNotExists,
        boolean temporary,
        NameChain name,
        Token cluster,
        String targetType,
        List<NameChain> targets,
        int bodyIndex) {
    public ParsedStatement {
        targets = List.copyOf(targets);
    }

    /** Where it begins. */
    public Token first() {
        return statement.first();
    }
}

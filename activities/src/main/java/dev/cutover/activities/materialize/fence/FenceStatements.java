package dev.cutover.activities.materialize.fence;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.workflows.catalog.SchemaName;

/** The statements about fences. */
public final class FenceStatements {
    private FenceStatements() {}

    /** Makes a fence; succeeds when it exists. */
    public static String create(String database, FenceName name) {
        return "CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(new SchemaName(database, name.text()));
    }

    /** Renames a fence: the statement that only one of all racers can get through. */
    public static String rename(Fence fence, FenceName next) {
        return "ALTER SCHEMA " + Identifiers.quote(fence.schema()) + " RENAME TO " + Identifiers.quote(next.text());
    }

    /** Writes a fence's comment. */
    public static String comment(Fence fence, FenceComment comment) {
        return Comments.onSchema(fence.schema(), comment.text());
    }
}

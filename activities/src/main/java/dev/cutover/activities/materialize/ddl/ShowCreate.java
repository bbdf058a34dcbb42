package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.sql.SQLException;

/** SHOW CREATE: an object's definition for people, with the names that things have now (FINDINGS 17). */
public final class ShowCreate {
    private ShowCreate() {}

    /** The statement that would make the object. */
    public static String of(Session session, ObjectName name, ObjectKind kind) throws SQLException {
        return session.query(
                        "SHOW CREATE " + kind.sqlWords() + " " + Identifiers.quote(name),
                        row -> row.getString("create_sql"))
                .get(0);
    }
}

package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of types by oid, as a described query tells them. */
public final class TypeNames {
    private TypeNames() {}

    /** All of them; an oid is a number without a sign. Where columns have a type, in the words that the catalog has for theirs. */
    public static Map<Long, String> of(Session session) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        for (String relation : List.of(
                "SELECT oid::text, name FROM mz_catalog.mz_types",
                "SELECT DISTINCT type_oid::text, type FROM mz_catalog.mz_columns")) {
            session.query(relation, row -> names.put(Long.valueOf(row.getString(1)), row.getString(2)));
        }
        return names;
    }
}

package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that define objects, as the catalog keeps them: with ids in the place of references. */
public final class Definitions {
    /** Relations with a column {@code create_sql}; types and secrets have none that could change under one id. */
    private static final List<String> RELATIONS = List.of(
            "mz_tables", "mz_views", "mz_materialized_views", "mz_indexes", "mz_sources", "mz_sinks", "mz_connections");

    private Definitions() {}

    /** Definitions by catalog id. */
    public static Map<String, String> of(Session session, Collection<String> objectIds) throws SQLException {
        String all = RELATIONS.stream()
                .map(relation -> "SELECT id, create_sql FROM mz_catalog." + relation)
                .collect(Collectors.joining(" UNION ALL "));
        String sql = "SELECT id, create_sql FROM (" + all + ") AS definitions WHERE id IN (" + Literals.list(objectIds)
                + ")";
        Map<String, String> definitions = new HashMap<>();
        session.query(sql, row -> definitions.put(row.getString(1), row.getString(2)));
        return definitions;
    }
}

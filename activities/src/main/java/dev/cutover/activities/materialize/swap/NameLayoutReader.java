package dev.cutover.activities.materialize.swap;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.catalog.SchemaName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads names and ids of all schemas and clusters in one statement: two could see a swap half done. */
public final class NameLayoutReader {
    private static final String STATEMENT = "SELECT 'schema', d.name, s.name, s.id FROM mz_catalog.mz_schemas s"
            + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
            + " UNION ALL SELECT 'cluster', NULL::text, c.name, c.id FROM mz_catalog.mz_clusters c"
            + " UNION ALL SELECT 'time', NULL::text, (extract(epoch FROM now()) * 1000)::bigint::text, NULL::text";

    private NameLayoutReader() {}

    /** One reading. */
    public static NameLayout read(Session session) throws SQLException {
        Map<SchemaName, String> schemas = new HashMap<>();
        Map<String, String> clusters = new HashMap<>();
        List<Long> times = new ArrayList<>();
        session.query(STATEMENT, row -> {
            String name = row.getString(3);
            switch (row.getString(1)) {
                case "schema" -> schemas.put(new SchemaName(row.getString(2), name), row.getString(4));
                case "cluster" -> clusters.put(name, row.getString(4));
                default -> times.add(Long.valueOf(name));
            }
            return null;
        });
        return new NameLayout(Instant.ofEpochMilli(times.get(0)), schemas, clusters);
    }

    /** How many of these objects still exist. */
    public static long countObjects(Session session, List<String> ids) throws SQLException {
        return session.query(
                        "SELECT count(*) FROM mz_catalog.mz_objects WHERE id IN (" + Literals.list(ids) + ")",
                        row -> row.getLong(1))
                .get(0);
    }
}

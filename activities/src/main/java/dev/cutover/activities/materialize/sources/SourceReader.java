package dev.cutover.activities.materialize.sources;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads sources. Those that the server made for another one (progress, subsources) are left out. */
public final class SourceReader {
    private static final String SOURCES = "SELECT s.id, s.type, c.name, k.topic, k.group_id_prefix, p.replication_slot"
            + " FROM mz_catalog.mz_sources s LEFT JOIN mz_catalog.mz_clusters c ON c.id = s.cluster_id"
            + " LEFT JOIN mz_catalog.mz_kafka_sources k ON k.id = s.id"
            + " LEFT JOIN mz_internal.mz_postgres_sources p ON p.id = s.id"
            + " WHERE s.type NOT IN ('progress', 'subsource') AND s.id IN (";

    private final Session session;

    public SourceReader(Session session) {
        this.session = session;
    }

    /** Those of these objects that are sources, by id. */
    public Map<String, SourceEntry> of(Collection<String> ids) throws SQLException {
        Map<String, SourceEntry> sources = new HashMap<>();
        session.query(
                SOURCES + Literals.list(ids) + ")",
                row -> sources.put(
                        row.getString(1),
                        new SourceEntry(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6))));
        return sources;
    }

    /** The source that fills each of these tables, by the table's id; plain tables are left out. */
    public Map<String, String> fillersOf(Collection<String> tableIds) throws SQLException {
        Map<String, String> fillers = new HashMap<>();
        session.query(
                "SELECT id, source_id FROM mz_catalog.mz_tables WHERE source_id IS NOT NULL AND id IN ("
                        + Literals.list(tableIds) + ")",
                row -> fillers.put(row.getString(1), row.getString(2)));
        return fillers;
    }

    /** The source that brought each of these subsources along, by the subsource's id. */
    public Map<String, String> parentsOf(Collection<String> ids) throws SQLException {
        Map<String, String> parents = new HashMap<>();
        session.query(
                "SELECT s.id, p.id FROM mz_catalog.mz_sources s"
                        + " JOIN mz_internal.mz_object_dependencies d ON d.object_id = s.id"
                        + " JOIN mz_catalog.mz_sources p ON p.id = d.referenced_object_id"
                        + " WHERE s.type = 'subsource' AND p.type NOT IN ('progress', 'subsource') AND s.id IN ("
                        + Literals.list(ids) + ")",
                row -> parents.put(row.getString(1), row.getString(2)));
        return parents;
    }
}

package dev.cutover.activities.materialize.readiness;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Frontier;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Input;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what the server says about the inventory's objects. One statement reads everything, so that all of it is true at
 * one logical time; only what closed objects read is asked afterwards, which does no harm since closed stays closed.
 */
public final class ReadinessReader {
    /** How far back a replica's failures count. */
    public static final Duration LOOP_WINDOW = Duration.ofMinutes(10);

    private final String statement;

    /** A reader for the objects and clusters of this inventory. */
    public ReadinessReader(Inventory inventory) {
        Collection<String> objects =
                inventory.objects().stream().map(CatalogObject::id).toList();
        Collection<String> clusters = Stream.concat(
                        inventory.clusters().stream().map(GreenCluster::id),
                        inventory.objects().stream().map(CatalogObject::clusterId))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        this.statement = statement(Literals.list(objects), Literals.list(clusters));
    }

    /** One reading. */
    public ReadinessSnapshot read(Session session) throws SQLException {
        SnapshotBuilder snapshot = new SnapshotBuilder();
        session.query(statement, row -> {
            snapshot.add(
                    Fact.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6));
            return null;
        });
        Set<String> closed = snapshot.closedObjects();
        if (!closed.isEmpty()) {
            readInputs(session, snapshot, closed);
        }
        return snapshot.build();
    }

    /** The kinds of row that the statement answers with. */
    enum Fact {
        TIME,
        TABLES,
        OBJECT,
        CLUSTER,
        REPLICA,
        OFFLINE,
        HYDRATION,
        FRONTIER,
        SOURCE,
        SOURCE_TABLE
    }

    private static void readInputs(Session session, SnapshotBuilder snapshot, Set<String> closed) throws SQLException {
        Map<String, Set<Input>> inputs = new HashMap<>();
        Set<String> open = new HashSet<>(closed);
        while (!open.isEmpty()) {
            Map<String, Set<Input>> found = inputsOf(session, open);
            open.forEach(id -> inputs.put(id, found.getOrDefault(id, Set.of())));
            Set<String> unread = found.values().stream()
                    .flatMap(Set::stream)
                    .map(Input::id)
                    .filter(id -> !inputs.containsKey(id) && !snapshot.hasFrontier(id))
                    .collect(Collectors.toSet());
            frontiersOf(session, unread).forEach(snapshot::addFrontier);
            unread.removeIf(snapshot::hasFrontier);
            open = unread;
        }
        snapshot.addInputs(inputs);
    }

    private static Map<String, Set<Input>> inputsOf(Session session, Set<String> ids) throws SQLException {
        Map<String, Set<Input>> inputs = new HashMap<>();
        session.query(
                "SELECT d.object_id, o.id, o.type FROM mz_internal.mz_object_dependencies d"
                        + " JOIN mz_catalog.mz_objects o ON o.id = d.referenced_object_id WHERE d.object_id IN ("
                        + Literals.list(ids) + ")",
                row -> inputs.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                        .add(new Input(
                                row.getString(2),
                                ObjectKind.ofCatalogType(row.getString(3)).orElse(null))));
        return inputs;
    }

    private static Map<String, Frontier> frontiersOf(Session session, Set<String> ids) throws SQLException {
        Map<String, Frontier> frontiers = new HashMap<>();
        session.query(
                "SELECT object_id, write_frontier::text FROM mz_internal.mz_frontiers WHERE object_id IN ("
                        + Literals.list(ids) + ")",
                row -> frontiers.put(
                        row.getString(1),
                        new Frontier(row.getString(2) == null ? null : Long.valueOf(row.getString(2)))));
        return frontiers;
    }

    private static String statement(String objects, String clusters) {
        return String.join(
                " UNION ALL ",
                List.of(
                        // mz_now() is the logical time of this very reading; its type does not subtract (FINDINGS 27).
                        fact(
                                Fact.TIME,
                                "mz_now()::text, (extract(epoch FROM now()) * 1000)::bigint::text, NULL, NULL, NULL",
                                ""),
                        fact(
                                Fact.TABLES,
                                "max(f.write_frontier::text::numeric)::text, NULL, NULL, NULL, NULL",
                                " FROM mz_internal.mz_frontiers f JOIN mz_catalog.mz_tables t ON t.id = f.object_id"
                                        + " WHERE t.source_id IS NULL"),
                        fact(
                                Fact.OBJECT,
                                "o.id, o.cluster_id, NULL, NULL, NULL",
                                " FROM mz_catalog.mz_objects o WHERE o.id IN (" + objects + ")"),
                        fact(
                                Fact.CLUSTER,
                                "c.id, c.name, NULL, NULL, NULL",
                                " FROM mz_catalog.mz_clusters c WHERE c.id IN (" + clusters + ")"),
                        fact(
                                Fact.REPLICA,
                                "r.id, r.cluster_id, r.name, s.status, s.reason",
                                " FROM mz_catalog.mz_cluster_replicas r LEFT JOIN mz_internal.mz_cluster_replica_statuses s"
                                        + " ON s.replica_id = r.id WHERE r.cluster_id IN (" + clusters + ")"),
                        fact(
                                Fact.OFFLINE,
                                "h.replica_id, count(*)::text, NULL, NULL, NULL",
                                " FROM mz_internal.mz_cluster_replica_status_history h"
                                        + " JOIN mz_catalog.mz_cluster_replicas r ON r.id = h.replica_id"
                                        + " WHERE h.status = 'offline' AND h.occurred_at > now() - INTERVAL '"
                                        + LOOP_WINDOW.toMinutes() + " minutes' AND r.cluster_id IN (" + clusters
                                        + ") GROUP BY h.replica_id, h.process_id"),
                        fact(
                                Fact.HYDRATION,
                                "y.object_id, y.replica_id, y.hydrated::text, NULL, NULL",
                                " FROM mz_internal.mz_hydration_statuses y WHERE y.object_id IN (" + objects + ")"),
                        fact(
                                Fact.FRONTIER,
                                "w.object_id, w.write_frontier::text, NULL, NULL, NULL",
                                " FROM mz_internal.mz_frontiers w WHERE w.object_id IN (" + objects + ")"),
                        fact(
                                Fact.SOURCE,
                                "e.id, e.type, u.status, u.error, NULL",
                                " FROM (SELECT id, type FROM mz_catalog.mz_sources UNION ALL SELECT id, 'table' FROM"
                                        + " mz_catalog.mz_tables WHERE source_id IS NOT NULL) e LEFT JOIN"
                                        + " mz_internal.mz_source_statuses u ON u.id = e.id WHERE e.id IN (" + objects
                                        + ")"),
                        fact(
                                Fact.SOURCE_TABLE,
                                "b.source_id, b.id, NULL, NULL, NULL",
                                " FROM mz_catalog.mz_tables b WHERE b.source_id IN (" + objects + ")")));
    }

    private static String fact(Fact fact, String columns, String from) {
        return "SELECT " + Literals.quote(fact.name()) + ", " + columns.replace("NULL", "NULL::text") + from;
    }
}

package dev.cutover.sandbox.readiness;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Replica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each object has its data on each replica. PostgreSQL holds the same rows, and its views compare them with the clock,
 * so nothing has to tick.
 */
public final class Hydration {
    private final HydrationPace pace;
    private final Map<Pair, Long> readyAt = new ConcurrentHashMap<>();
    private final Set<String> brokenReplicas = ConcurrentHashMap.newKeySet();

    /** Hydration at a pace. */
    public Hydration(HydrationPace pace) {
        this.pace = pace;
    }

    private record Pair(String itemId, String replicaId) {}

    /** Rows to add and to remove with one change of the catalog. */
    public static final class Plan {
        private final Map<Pair, Long> added = new HashMap<>();
        private final List<Pair> removed = new ArrayList<>();
        private long startsAt;

        /** The statements that PostgreSQL runs in the same transaction. */
        public String sql() {
            StringBuilder sql = new StringBuilder();
            if (!removed.isEmpty()) {
                sql.append("DELETE FROM mz_store.hydration WHERE (object_id, replica_id) IN (");
                sql.append(String.join(
                        ",",
                        removed.stream()
                                .map(p -> "(" + literal(p.itemId()) + "," + literal(p.replicaId()) + ")")
                                .toList()));
                sql.append(");\n");
            }
            if (!added.isEmpty()) {
                List<String> tuples = new ArrayList<>();
                added.forEach((pair, at) -> tuples.add("(" + literal(pair.itemId()) + "," + literal(pair.replicaId())
                        + "," + startsAt + "," + (at == HydrationPace.NEVER ? "NULL" : at.toString()) + ")"));
                sql.append("INSERT INTO mz_store.hydration VALUES ")
                        .append(String.join(",", tuples))
                        .append(";\n");
            }
            return sql.toString();
        }
    }

    /** What a change of the catalog means for hydration. */
    public Plan plan(Catalog before, Catalog after) {
        Plan plan = new Plan();
        plan.startsAt = System.currentTimeMillis();
        if (before.items() == after.items() && before.replicas() == after.replicas()) {
            return plan;
        }
        Map<String, List<String>> replicas = new HashMap<>();
        after.replicas()
                .values()
                .forEach(r -> replicas.computeIfAbsent(r.clusterId(), id -> new ArrayList<>())
                        .add(r.id()));
        Set<Pair> wanted = new java.util.HashSet<>();
        for (Item item : after.items().values()) {
            if (hydrates(item)) {
                for (String replica : replicas.getOrDefault(item.clusterId(), List.of())) {
                    Pair pair = new Pair(item.id(), replica);
                    wanted.add(pair);
                    boolean resized = before.replicas().get(replica) != null
                            && !before.replicas()
                                    .get(replica)
                                    .size()
                                    .equals(after.replicas().get(replica).size());
                    if (resized) {
                        plan.removed.add(pair);
                    }
                    if (resized || !readyAt.containsKey(pair)) {
                        String cluster = after.clusters().get(item.clusterId()).name();
                        plan.added.put(
                                pair,
                                withEffort(
                                        pace.readyAt(
                                                plan.startsAt,
                                                item.name(),
                                                cluster,
                                                after.replicas().get(replica).size()),
                                        item));
                    }
                }
            }
        }
        readyAt.keySet().stream().filter(pair -> !wanted.contains(pair)).forEach(plan.removed::add);
        return plan;
    }

    private static long withEffort(long readyAt, Item item) {
        String effort = item.detail(Item.EFFORT);
        return effort == null || readyAt == HydrationPace.NEVER ? readyAt : readyAt + Long.parseLong(effort);
    }

    /** Takes over a plan once PostgreSQL has committed it. */
    public void apply(Plan plan) {
        plan.removed.forEach(readyAt::remove);
        readyAt.putAll(plan.added);
    }

    private static boolean hydrates(Item item) {
        return item.clusterId() != null
                && (item.kind() == Kind.MATERIALIZED_VIEW || item.kind() == Kind.INDEX || item.kind() == Kind.SINK);
    }

    /** Whether a materialized view can be read now: some replica of its cluster has its data. */
    public boolean isReadable(Catalog catalog, Item item) {
        long now = System.currentTimeMillis();
        return catalog.replicasOf(item.clusterId())
                .filter(replica -> !brokenReplicas.contains(replica.id()))
                .map(replica -> readyAt.get(new Pair(item.id(), replica.id())))
                .anyMatch(at -> at != null && at != HydrationPace.NEVER && at <= now);
    }

    /** Sets anew when objects of that name (or all, for {@code *}) are ready; returns the statement for PostgreSQL. */
    public String reschedule(Catalog catalog, String name) {
        StringBuilder sql = new StringBuilder();
        long now = System.currentTimeMillis();
        for (Pair pair : readyAt.keySet()) {
            Item item = catalog.items().get(pair.itemId());
            Replica replica = catalog.replicas().get(pair.replicaId());
            if (item != null
                    && replica != null
                    && (name.equals("*")
                            || item.name().equals(name)
                            || clusterName(catalog, item).equals(name)
                            || replica.size().equals(name))) {
                long at = withEffort(pace.readyAt(now, item.name(), clusterName(catalog, item), replica.size()), item);
                readyAt.put(pair, at);
                sql.append("UPDATE mz_store.hydration SET starts_at = ")
                        .append(now)
                        .append(", hydrates_at = ");
                sql.append(at == HydrationPace.NEVER ? "NULL" : String.valueOf(at));
                sql.append(" WHERE object_id = ").append(literal(pair.itemId()));
                sql.append(" AND replica_id = ")
                        .append(literal(pair.replicaId()))
                        .append(";\n");
            }
        }
        return sql.toString();
    }

    /** Gives objects that would never have been ready a new time; returns the statement for PostgreSQL. */
    public String rescheduleStuck(Catalog catalog) {
        StringBuilder sql = new StringBuilder();
        for (Map.Entry<Pair, Long> entry : readyAt.entrySet()) {
            Item item = catalog.items().get(entry.getKey().itemId());
            if (item != null && entry.getValue() > System.currentTimeMillis()) {
                sql.append(reschedule(catalog, item.name()));
            }
        }
        return sql.toString();
    }

    private static String clusterName(Catalog catalog, Item item) {
        return catalog.clusters().get(item.clusterId()).name();
    }

    /** The replicas that are out of order, to be changed in place. */
    public Set<String> brokenReplicas() {
        return brokenReplicas;
    }

    /** Forgets everything. */
    public void clear() {
        readyAt.clear();
        brokenReplicas.clear();
    }
}

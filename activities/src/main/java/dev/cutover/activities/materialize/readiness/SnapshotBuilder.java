package dev.cutover.activities.materialize.readiness;

import dev.cutover.activities.materialize.readiness.ReadinessReader.Fact;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Frontier;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.HydrationRow;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Input;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Replica;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the rows of one reading together. */
final class SnapshotBuilder {
    private Instant readAt;
    private long now;
    private Long tables;
    private final Map<String, String> objects = new HashMap<>();
    private final Map<String, String> clusters = new HashMap<>();
    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    private final Map<String, Integer> offlineEvents = new HashMap<>();
    private final List<HydrationRow> hydration = new ArrayList<>();
    private final Map<String, Frontier> frontiers = new HashMap<>();
    private final Map<String, Set<Input>> inputs = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Set<String> sourcesWithTables = new HashSet<>();

    void add(Fact fact, String first, String second, String third, String fourth, String fifth) {
        switch (fact) {
            case TIME -> {
                now = new BigDecimal(first).longValueExact();
                readAt = Instant.ofEpochMilli(Long.parseLong(second));
            }
            case TABLES -> tables = first == null ? null : new BigDecimal(first).longValueExact();
            case OBJECT -> objects.put(first, second == null ? "" : second);
            case CLUSTER -> clusters.put(first, second);
            case REPLICA -> replicas.merge(first, replica(first, second, third, fourth, fifth), SnapshotBuilder::both);
            case OFFLINE -> offlineEvents.merge(first, Integer.valueOf(second), Math::max);
            case HYDRATION -> hydration.add(new HydrationRow(first, second, isTrue(third)));
            case FRONTIER -> frontiers.put(first, new Frontier(second == null ? null : Long.valueOf(second)));
            case SOURCE -> sources.put(first, new Source(second, third, fourth, false));
            case SOURCE_TABLE -> sourcesWithTables.add(first);
        }
    }

    Set<String> closedObjects() {
        return frontiers.entrySet().stream()
                .filter(entry -> entry.getValue().write() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    boolean hasFrontier(String id) {
        return frontiers.containsKey(id);
    }

    void addFrontier(String id, Frontier frontier) {
        frontiers.put(id, frontier);
    }

    void addInputs(Map<String, Set<Input>> found) {
        inputs.putAll(found);
    }

    ReadinessSnapshot build() {
        List<Replica> counted = replicas.values().stream()
                .map(replica -> new Replica(
                        replica.id(),
                        replica.clusterId(),
                        replica.name(),
                        replica.online(),
                        replica.reason(),
                        offlineEvents.getOrDefault(replica.id(), 0)))
                .toList();
        sources.replaceAll((id, source) ->
                new Source(source.type(), source.status(), source.error(), sourcesWithTables.contains(id)));
        return new ReadinessSnapshot(
                readAt, now, tables, objects, clusters, counted, hydration, frontiers, inputs, sources);
    }

    private static Replica replica(String id, String clusterId, String name, String status, String reason) {
        return new Replica(id, clusterId, name, status == null ? null : status.equals("online"), reason, 0);
    }

    /** A replica of several processes is online when all of them are. */
    private static Replica both(Replica left, Replica right) {
        return Boolean.TRUE.equals(left.online()) ? right : left;
    }

    private static boolean isTrue(String text) {
        return text != null && text.startsWith("t");
    }
}

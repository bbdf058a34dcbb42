package dev.cutover.activities.janitor;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sweep is about to remove, in its heartbeats: an attempt that dies has removed things which the next one does not find
 * and nobody would be told of.
 */
final class Removals {
    /** A heartbeat that holds more costs more than the report is worth; what is beyond is removed all the same. */
    private static final int MOST = 1_000;

    /** What the heartbeats carry. */
    record Going(List<Item> items) {}

    private final ActivityRun run;
    private final List<Item> going;

    Removals(ActivityRun run) {
        this.run = run;
        this.going = new ArrayList<>(run.reported(Going.class).map(Going::items).orElse(List.of()));
    }

    /** To be said before the first of them is dropped. */
    void announce(List<Item> items) {
        items.stream().limit(Math.max(0, MOST - going.size())).forEach(going::add);
        run.report(new Going(List.copyOf(going)));
    }

    /** What former attempts have removed: announced, not found by this one, and not in the catalog any more. */
    List<Item> before(Catalog catalog, List<Item> found) throws SQLException {
        Set<String> seen =
                found.stream().map(item -> key(item.kind(), item.id())).collect(Collectors.toSet());
        List<Item> missed = going.stream()
                .filter(item -> seen.add(key(item.kind(), item.id())))
                .toList();
        Set<String> there = new HashSet<>();
        catalog.schemasById(ids(missed, "schema")).stream()
                .map(SchemaEntry::id)
                .forEach(id -> there.add(key("schema", id)));
        catalog.clustersById(ids(missed, "cluster")).stream()
                .map(ClusterEntry::id)
                .forEach(id -> there.add(key("cluster", id)));
        catalog.objectsById(ids(missed, "object")).stream()
                .map(ObjectEntry::id)
                .forEach(id -> there.add(key("object", id)));
        return missed.stream()
                .filter(item -> !there.contains(key(item.kind(), item.id())))
                .toList();
    }

    private static List<String> ids(List<Item> items, String counter) {
        return items.stream()
                .filter(item -> counter(item.kind()).equals(counter))
                .map(Item::id)
                .toList();
    }

    /** Tells things apart: ids of schemas, clusters and objects are counted apart. */
    static String key(String kind, String id) {
        return counter(kind) + " " + id;
    }

    private static String counter(String kind) {
        return kind.equals("schema") || kind.equals("cluster") ? kind : "object";
    }
}

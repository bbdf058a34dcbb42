package dev.cutover.activities.readiness;

import dev.cutover.activities.materialize.readiness.ReadinessSnapshot;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Frontier;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.HydrationRow;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Input;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Replica;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Source;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds readings of a green that is ready until a test takes something away. */
final class Readings {
    static final long NOW = 1_700_000_000_000L;

    final List<CatalogObject> expected = new ArrayList<>();
    final Map<String, String> objects = new HashMap<>();
    final Map<String, String> clusters = new HashMap<>(Map.of("u1", "compute__green_abcdefgh"));
    final List<Replica> replicas = new ArrayList<>();
    final List<HydrationRow> hydration = new ArrayList<>();
    final Map<String, Frontier> frontiers = new HashMap<>();
    final Map<String, Set<Input>> inputs = new HashMap<>();
    final Map<String, Source> sources = new HashMap<>();
    Long tables = NOW;

    Readings() {
        replicas.add(new Replica("u1", "u1", "r1", true, null, 0));
    }

    /** Adds an object that is hydrated on every replica so far and not late. */
    Readings with(String id, ObjectKind kind) {
        boolean maintained =
                kind == ObjectKind.MATERIALIZED_VIEW || kind == ObjectKind.INDEX || kind == ObjectKind.SOURCE;
        expected.add(new CatalogObject(
                id, new ObjectName("shop", "core__green_abcdefgh", "o" + id), kind, maintained ? "u1" : null));
        objects.put(id, maintained ? "u1" : "");
        if (kind == ObjectKind.MATERIALIZED_VIEW || kind == ObjectKind.INDEX) {
            replicas.forEach(replica -> hydration.add(new HydrationRow(id, replica.id(), true)));
        }
        if (kind != ObjectKind.VIEW) {
            frontiers.put(id, new Frontier(NOW));
        }
        return this;
    }

    Inventory inventory() {
        return new Inventory(
                List.of(new GreenSchema(
                        new SchemaName("shop", "core"), new SchemaName("shop", "core__green_abcdefgh"), "u1")),
                List.of(new GreenCluster("compute", "compute__green_abcdefgh", "u1")),
                List.copyOf(expected),
                "f");
    }

    ReadinessSnapshot snapshot() {
        return new ReadinessSnapshot(
                Instant.ofEpochMilli(NOW),
                NOW,
                tables,
                objects,
                clusters,
                replicas,
                hydration,
                frontiers,
                inputs,
                sources);
    }
}

package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.ReplicaEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares green's schemas and clusters with blue's: owners, grants, options, and what strangers put there. Comments are
 * not compared: green's are our own until the swap, which puts production's back.
 */
final class SidePlaces {
    private final Catalog catalog;

    SidePlaces(Session session) {
        this.catalog = new Catalog(session);
    }

    /** One sentence for each schema or cluster that differs, and for each object that this deployment did not make. */
    List<String> differences(Plan plan, Inventory inventory) throws SQLException {
        List<String> differences = new ArrayList<>();
        Map<String, List<String>> schemas = new HashMap<>();
        for (SchemaEntry schema : catalog.schemas()) {
            schemas.put(schema.id(), described(schema));
        }
        for (GreenSchema green : inventory.schemas()) {
            String blueId = plan.schemas().stream()
                    .filter(schema -> schema.name().equals(green.production()))
                    .findFirst()
                    .map(PlannedSchema::blueId)
                    .orElse(null);
            add(differences, "Schema " + green.production(), schemas.get(blueId), schemas.get(green.id()));
        }
        Map<String, List<String>> clusters = clusters();
        for (GreenCluster green : inventory.clusters()) {
            String blueId = plan.clusters().stream()
                    .filter(cluster -> cluster.name().equals(green.production()))
                    .findFirst()
                    .map(PlannedCluster::blueId)
                    .orElse(null);
            add(differences, "Cluster " + green.production(), clusters.get(blueId), clusters.get(green.id()));
        }
        differences.addAll(strangers(inventory));
        return differences;
    }

    private List<String> strangers(Inventory inventory) throws SQLException {
        Set<String> made = inventory.objects().stream().map(CatalogObject::id).collect(Collectors.toSet());
        List<ObjectEntry> found = catalog.objectsIn(
                inventory.schemas().stream().map(GreenSchema::id).toList(),
                inventory.clusters().stream().map(GreenCluster::id).toList());
        Set<String> parts = Set.copyOf(
                catalog.partsOfSources(found.stream().map(ObjectEntry::id).toList()));
        return found.stream()
                .filter(object -> !made.contains(object.id()) && !parts.contains(object.id()))
                .map(object -> object.name() + " of " + object.holding().owner()
                        + " is in green and was not made by this deployment.")
                .toList();
    }

    private static List<String> described(SchemaEntry schema) {
        return Properties.of(schema.holding());
    }

    private Map<String, List<String>> clusters() throws SQLException {
        Map<String, List<String>> described = new HashMap<>();
        List<ClusterEntry> clusters = catalog.clusters();
        List<ReplicaEntry> replicas =
                catalog.replicas(clusters.stream().map(ClusterEntry::id).toList());
        for (ClusterEntry cluster : clusters) {
            List<String> properties = new ArrayList<>(Properties.of(cluster.holding()));
            properties.add("options " + cluster.options());
            replicas.stream()
                    .filter(replica -> !cluster.managed() && replica.clusterId().equals(cluster.id()))
                    .forEach(replica -> properties.add("replica " + replica.name() + " of size " + replica.size()));
            described.put(cluster.id(), properties);
        }
        return described;
    }

    private static void add(List<String> differences, String place, List<String> blue, List<String> green) {
        if (blue == null || green == null) {
            return;
        }
        List<String> found = Properties.differences(blue, green);
        if (!found.isEmpty()) {
            differences.add(place + " differs from production's: " + String.join("; ", found) + ".");
        }
    }
}

package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells a green that changed, which can be approved again, from one of which something is gone for good. */
final class LostGreen {
    private LostGreen() {}

    /**
     * Looks for everything that was made, by id.
     *
     * @throws io.temporal.failure.ApplicationFailure GREEN_LOST when something no longer exists
     */
    static void refuse(Session session, Plan plan, Inventory inventory) throws SQLException {
        Catalog catalog = new Catalog(session);
        List<String> lost = new ArrayList<>();
        Set<String> schemas = new HashSet<>();
        catalog.schemasById(inventory.schemas().stream().map(GreenSchema::id).toList())
                .forEach(schema -> schemas.add(schema.id()));
        inventory.schemas().stream()
                .filter(schema -> !schemas.contains(schema.id()))
                .forEach(schema -> lost.add("schema " + schema.green()));
        Set<String> clusters = new HashSet<>();
        catalog.clustersById(inventory.clusters().stream().map(GreenCluster::id).toList())
                .forEach(cluster -> clusters.add(cluster.id()));
        inventory.clusters().stream()
                .filter(cluster -> !clusters.contains(cluster.id()))
                .forEach(cluster -> lost.add("cluster " + cluster.green()));
        Set<String> objects = new HashSet<>();
        catalog.objectsById(
                        inventory.objects().stream().map(object -> object.id()).toList())
                .forEach(object -> objects.add(object.id()));
        inventory.objects().stream()
                .filter(object -> !objects.contains(object.id()))
                .forEach(object -> lost.add(object.kind().catalogType().replace('-', ' ') + " " + object.name()));
        if (!lost.isEmpty()) {
            throw Failures.of(
                    FailureType.GREEN_LOST,
                    "Green of deployment " + plan.deployment() + " is not whole any more; dropped by somebody else: "
                            + String.join(", ", lost.subList(0, Math.min(lost.size(), 10)))
                            + (lost.size() > 10 ? " and " + (lost.size() - 10) + " more" : "") + ".",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Start the deployment again.");
        }
    }
}

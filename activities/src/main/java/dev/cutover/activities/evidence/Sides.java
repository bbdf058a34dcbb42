package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.sql.DefinitionText;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The objects of both sides, by production name.
 *
 * @param blue what production has
 * @param green what is to replace it
 */
record Sides(Map<ObjectName, Facts> blue, Map<ObjectName, Facts> green) {
    static Sides read(Session session, Plan plan, Inventory inventory) throws SQLException {
        Renames back = GreenNames.of(plan).reversed();
        Map<String, String> identifiers = new HashMap<>(back.clusters());
        back.schemas().forEach((green, production) -> identifiers.put(green.name(), production));
        Map<String, String> clusters = new HashMap<>();
        for (ClusterEntry cluster : new Catalog(session).clusters()) {
            clusters.put(cluster.id(), back.clusters().getOrDefault(cluster.name(), cluster.name()));
        }
        SideObjects blue = new SideObjects(session, new DefinitionText(Map.of()), clusters, UnaryOperator.identity());
        SideObjects green = new SideObjects(
                session, new DefinitionText(identifiers), clusters, name -> GreenNames.rename(name, back));
        return new Sides(blue.read(plan.blue()), green.read(inventory.objects()));
    }
}

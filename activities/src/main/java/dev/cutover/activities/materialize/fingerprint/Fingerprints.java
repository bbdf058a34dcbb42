package dev.cutover.activities.materialize.fingerprint;

import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** One digest for each side, which changes with anything that makes the side what it is: {@link SideFacts#fingerprint}. */
public final class Fingerprints {
    private Fingerprints() {}

    /** Blue: what the plan replaces or removes. */
    public static String blue(Session session, Plan plan) throws SQLException {
        return blue(session, plan.schemas(), plan.clusters());
    }

    /** Blue, before there is a plan. */
    public static String blue(Session session, List<PlannedSchema> schemas, List<PlannedCluster> clusters)
            throws SQLException {
        return blueFacts(session, schemas, clusters).fingerprint();
    }

    /** All that {@link #blue} is about. */
    public static SideFacts blueFacts(Session session, List<PlannedSchema> schemas, List<PlannedCluster> clusters)
            throws SQLException {
        return SideFacts.read(
                session,
                schemas.stream()
                        .map(PlannedSchema::blueId)
                        .filter(Objects::nonNull)
                        .toList(),
                clusters.stream()
                        .map(PlannedCluster::blueId)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Green: what the inventory says was made for the plan. */
    public static String green(Session session, Plan plan, Inventory inventory) throws SQLException {
        return greenFacts(session, inventory).fingerprint();
    }

    /** All that {@link #green} is about. */
    public static SideFacts greenFacts(Session session, Inventory inventory) throws SQLException {
        return SideFacts.read(
                session,
                inventory.schemas().stream().map(GreenSchema::id).toList(),
                inventory.clusters().stream().map(GreenCluster::id).toList());
    }
}

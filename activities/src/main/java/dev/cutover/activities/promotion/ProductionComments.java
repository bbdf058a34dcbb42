package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the comments of production back after the swap (P8). A comment stays with its id, so production has green's, which is
 * our ownership line, and retired has the one that people wrote. A comment that is not our line any more is left alone.
 */
final class ProductionComments {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProductionComments.class);

    private ProductionComments() {}

    /** Does what is left to do; may be repeated at any time. */
    static void putBack(Session session, Plan plan, Inventory inventory) throws SQLException {
        Catalog catalog = new Catalog(session);
        schemas(session, catalog, plan, inventory);
        clusters(session, catalog, plan, inventory);
    }

    private static void schemas(Session session, Catalog catalog, Plan plan, Inventory inventory) throws SQLException {
        List<String> blueIds = plan.schemas().stream()
                .map(PlannedSchema::blueId)
                .filter(Objects::nonNull)
                .toList();
        Map<String, String> written = new HashMap<>();
        catalog.schemasById(blueIds).forEach(blue -> written.put(blue.id(), blue.comment()));
        Map<SchemaName, String> comments = new HashMap<>();
        plan.schemas().forEach(schema -> comments.put(schema.name(), written.get(schema.blueId())));
        List<String> greenIds =
                inventory.schemas().stream().map(GreenSchema::id).toList();
        for (SchemaEntry production : catalog.schemasById(greenIds)) {
            if (OwnershipLine.isOf(plan.deployment(), production.comment())) {
                write(session, Comments.onSchema(production.name(), comments.get(production.name())));
            }
        }
    }

    private static void clusters(Session session, Catalog catalog, Plan plan, Inventory inventory) throws SQLException {
        List<String> blueIds = plan.clusters().stream()
                .map(PlannedCluster::blueId)
                .filter(Objects::nonNull)
                .toList();
        Map<String, String> written = new HashMap<>();
        catalog.clustersById(blueIds).forEach(blue -> written.put(blue.id(), blue.comment()));
        Map<String, String> comments = new HashMap<>();
        plan.clusters().forEach(cluster -> comments.put(cluster.name(), written.get(cluster.blueId())));
        List<String> greenIds =
                inventory.clusters().stream().map(GreenCluster::id).toList();
        for (ClusterEntry production : catalog.clustersById(greenIds)) {
            if (OwnershipLine.isOf(plan.deployment(), production.comment())) {
                write(session, Comments.onCluster(production.name(), comments.get(production.name())));
            }
        }
    }

    /** The swap has happened; a comment that the server refuses is no reason to leave the deployment hanging. */
    private static void write(Session session, String comment) throws SQLException {
        try {
            session.execute(comment);
        } catch (SQLException e) {
            if (SqlErrors.kind(e) == SqlErrors.Kind.TRANSIENT) {
                throw e;
            }
            LOGGER.warn("A production comment was not put back: {}", SqlErrors.describe(e));
        }
    }
}

package dev.cutover.activities.materialize.fingerprint;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.DefaultPrivileges;
import dev.cutover.activities.materialize.catalog.Definitions;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.ReplicaEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * SHA-256 (hex) over everything that makes one side what it is: ids, names, definitions, owners, grants, default privileges,
 * comments and cluster options of its schemas, its clusters and all objects in them or on them, also strangers'. Our own
 * ownership lines do not count. Eight set-based queries, because it is taken inside the open swap too, which has seconds (P4).
 */
public final class Fingerprints {
    private Fingerprints() {}

    /** Blue: what the plan replaces or removes. */
    public static String blue(Session session, Plan plan) throws SQLException {
        return blue(session, plan.schemas(), plan.clusters());
    }

    /** Blue, before there is a plan. */
    public static String blue(Session session, List<PlannedSchema> schemas, List<PlannedCluster> clusters)
            throws SQLException {
        return fingerprint(
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
        return fingerprint(
                session,
                inventory.schemas().stream().map(GreenSchema::id).toList(),
                inventory.clusters().stream().map(GreenCluster::id).toList());
    }

    private static String fingerprint(Session session, Collection<String> schemaIds, Collection<String> clusterIds)
            throws SQLException {
        Catalog catalog = new Catalog(session);
        Collection<String> facts = new TreeSet<>();
        for (SchemaEntry schema : catalog.schemasById(schemaIds)) {
            facts.add("schema " + schema.id() + " " + schema.name() + " " + schema.holding() + " "
                    + OwnershipLine.withoutLine(schema.comment()));
        }
        List<String> unmanaged = new ArrayList<>();
        for (ClusterEntry cluster : catalog.clustersById(clusterIds)) {
            facts.add("cluster " + cluster.id() + " " + cluster.name() + " " + cluster.holding() + " "
                    + cluster.managed() + " " + cluster.lastingOptions() + " "
                    + OwnershipLine.withoutLine(cluster.comment()));
            if (!cluster.managed()) {
                unmanaged.add(cluster.id());
            }
        }
        // Those of a managed cluster come and go with its options, by a schedule or a reconfiguration, as the server
        // likes.
        for (ReplicaEntry replica : catalog.replicas(unmanaged)) {
            facts.add("replica " + replica);
        }
        for (DefaultPrivilege privilege : DefaultPrivileges.of(session, schemaIds, catalog.roles())) {
            facts.add("default " + privilege);
        }
        addObjects(session, catalog, catalog.objectsIn(schemaIds, clusterIds), facts);
        return Sha256.hex(String.join("\n", facts));
    }

    private static void addObjects(
            Session session, Catalog catalog, List<ObjectEntry> objects, Collection<String> facts) throws SQLException {
        List<String> ids = objects.stream().map(ObjectEntry::id).toList();
        Map<String, String> definitions = Definitions.of(session, ids);
        for (ObjectEntry object : objects) {
            facts.add("object " + object + " " + definitions.get(object.id()));
        }
        for (CommentEntry comment : catalog.comments(ids)) {
            facts.add("comment " + comment);
        }
    }
}

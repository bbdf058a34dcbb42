package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.request.OnConflict;
import dev.cutover.workflows.text.Amount;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks whether names of green that the deployment did not choose are taken. dbt-materialize gives the green of a dbt target
 * one name for everybody, so that another deployment, or somebody's {@code deploy_init}, may hold it. What is empty can be
 * adopted when the request says so; everything else is somebody's work.
 */
final class GreenTaken {
    private final Catalog catalog;
    private final Production production;
    private final String deployment;
    private final boolean adopt;
    private final boolean queues;
    private final Refusals refusals;
    private final List<String> others = new ArrayList<>();
    private final List<String> adopted = new ArrayList<>();
    private final TreeMap<String, Holding> holdings = new TreeMap<>();

    GreenTaken(Catalog catalog, Production production, PlanInput input, Refusals refusals) {
        this.catalog = catalog;
        this.production = production;
        this.deployment = input.deployment();
        this.adopt = input.request().adopt();
        this.queues = input.request().onConflict() == OnConflict.QUEUE
                && !input.request().dryRun();
        this.refusals = refusals;
    }

    void check(ProjectShape project, List<PlannedSchema> schemas, List<PlannedCluster> clusters) throws SQLException {
        for (PlannedSchema schema : schemas) {
            if (schema.green() != null && project.naming().of(schema.name()).isPresent()) {
                checkSchema(schema.greenName());
            }
        }
        for (PlannedCluster cluster : clusters) {
            if (cluster.green() != null && project.naming().of(cluster.name()).isPresent()) {
                checkCluster(cluster.green());
            }
        }
        if (project.dbt() != null) {
            for (SchemaName scratch : project.dbt().scratch()) {
                checkSchema(scratch);
            }
        }
    }

    /** Whole sentences about names that another deployment has, which this one may wait for. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** Catalog ids of what passes to the deployment. */
    List<String> adopted() {
        return List.copyOf(adopted);
    }

    /** Who has what is adopted, by what it is in words. */
    TreeMap<String, Holding> holdings() {
        return holdings;
    }

    private void checkSchema(SchemaName name) throws SQLException {
        Optional<SchemaEntry> found = production.schema(name);
        if (found.isPresent()) {
            SchemaEntry schema = found.get();
            int objects = catalog.objectsIn(List.of(schema.id()), List.of()).size();
            decide("Schema " + name, schema.id(), schema.comment(), schema.holding(), objects);
        }
    }

    private void checkCluster(String name) throws SQLException {
        Optional<ClusterEntry> found = production.cluster(name);
        if (found.isPresent()) {
            ClusterEntry cluster = found.get();
            int objects = catalog.objectsIn(List.of(), List.of(cluster.id())).size();
            decide("Cluster " + name, cluster.id(), cluster.comment(), cluster.holding(), objects);
        }
    }

    private void decide(String what, String id, String comment, Holding holding, int objects) {
        String taken =
                what + ", which dbt-materialize takes for green, exists already: it belongs to " + holding.owner();
        Optional<OwnershipLine> other = OwnershipLine.parse(comment);
        if (other.isPresent() && other.get().deployment().equals(deployment)) {
            return;
        }
        if (other.isPresent()) {
            String reason = taken + ", and deployment " + other.get().deployment() + " (workflow "
                    + other.get().workflowId() + ") made it. Deployments of one dbt target cannot run side by side:"
                    + " wait until that one has ended. When it was terminated, the janitor removes what it has left.";
            if (queues) {
                others.add(reason);
            } else {
                refusals.add(reason);
            }
        } else if (objects > 0) {
            refusals.add(taken + " and holds " + Amount.of(objects, "object")
                    + ". Let its owner remove what it holds, for example by" + " dbt run-operation deploy_cleanup.");
        } else if (adopt) {
            adopted.add(id);
            holdings.put(what, holding);
        } else {
            refusals.add(taken + " and is empty. With \"adopt\": true in the request this deployment takes it over, and"
                    + " drops it in the end.");
        }
    }
}

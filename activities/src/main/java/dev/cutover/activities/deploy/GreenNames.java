package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.HashMap;
import java.util.Map;

/** The names that a plan gives to green. */
public final class GreenNames {
    private GreenNames() {}

    /** From production's names to green's. */
    public static Renames of(Plan plan) {
        Map<SchemaName, String> schemas = new HashMap<>();
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                schemas.put(schema.name(), schema.green());
            }
        }
        Map<String, String> clusters = new HashMap<>();
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                clusters.put(cluster.name(), cluster.green());
            }
        }
        return new Renames(schemas, clusters);
    }

    /** An object's name on the other side. */
    public static ObjectName rename(ObjectName name, Renames renames) {
        return new ObjectName(name.database(), renames.schema(name.schemaName()), name.name());
    }
}

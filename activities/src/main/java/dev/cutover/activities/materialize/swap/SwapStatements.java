package dev.cutover.activities.materialize.swap;

import static dev.cutover.activities.materialize.Identifiers.quote;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that move names. Each side that leaves production is renamed in the same transaction, so that a repeat
 * fails instead of swapping back (FINDINGS 2).
 */
public final class SwapStatements {
    private SwapStatements() {}

    /** What moves green into production and old production to its retired names. */
    public static List<String> promote(Plan plan) {
        List<String> statements = new ArrayList<>();
        for (PlannedSchema schema : plan.schemas()) {
            SchemaName name = schema.name();
            switch (schema.change()) {
                case REPLACE -> {
                    statements.add(swapSchema(name, schema.green()));
                    statements.add(renameSchema(schema.greenName(), schema.retired()));
                }
                case NEW -> statements.add(renameSchema(schema.greenName(), name.name()));
                case REMOVE -> statements.add(renameSchema(name, schema.retired()));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            switch (cluster.change()) {
                case REPLACE -> {
                    statements.add(swapCluster(cluster.name(), cluster.green()));
                    statements.add(renameCluster(cluster.green(), cluster.retired()));
                }
                case NEW -> statements.add(renameCluster(cluster.green(), cluster.name()));
                case REMOVE -> statements.add(renameCluster(cluster.name(), cluster.retired()));
            }
        }
        return statements;
    }

    /** What moves retired back into production and what had been promoted to its reverted names. */
    public static List<String> revert(Plan plan) {
        DeploymentNames names = new DeploymentNames(plan.deployment());
        List<String> statements = new ArrayList<>();
        for (PlannedSchema schema : plan.schemas()) {
            SchemaName name = schema.name();
            String reverted = names.reverted(name.name());
            switch (schema.change()) {
                case REPLACE -> {
                    statements.add(swapSchema(name, schema.retired()));
                    statements.add(renameSchema(schema.retiredName(), reverted));
                }
                case NEW -> statements.add(renameSchema(name, reverted));
                case REMOVE -> statements.add(renameSchema(schema.retiredName(), name.name()));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            String reverted = names.reverted(cluster.name());
            switch (cluster.change()) {
                case REPLACE -> {
                    statements.add(swapCluster(cluster.name(), cluster.retired()));
                    statements.add(renameCluster(cluster.retired(), reverted));
                }
                case NEW -> statements.add(renameCluster(cluster.name(), reverted));
                case REMOVE -> statements.add(renameCluster(cluster.retired(), cluster.name()));
            }
        }
        return statements;
    }

    private static String swapSchema(SchemaName name, String other) {
        return "ALTER SCHEMA " + quote(name) + " SWAP WITH " + quote(other);
    }

    private static String renameSchema(SchemaName name, String next) {
        return "ALTER SCHEMA " + quote(name) + " RENAME TO " + quote(next);
    }

    private static String swapCluster(String name, String other) {
        return "ALTER CLUSTER " + quote(name) + " SWAP WITH " + quote(other);
    }

    private static String renameCluster(String name, String next) {
        return "ALTER CLUSTER " + quote(name) + " RENAME TO " + quote(next);
    }
}

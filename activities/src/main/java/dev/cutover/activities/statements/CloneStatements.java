package dev.cutover.activities.statements;

import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.activities.materialize.ownership.Design;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.GrantCopier;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that make green's schemas and clusters. */
final class CloneStatements {
    private final Plan plan;
    private final Foreseen foreseen;
    private final String line;
    private final List<PlannedStatement> list = new ArrayList<>();

    CloneStatements(Plan plan, Foreseen foreseen) {
        this.plan = plan;
        this.foreseen = foreseen;
        this.line = new OwnershipLine(
                        plan.deployment(), foreseen.workflowId(), plan.target(), "", null, Design.of(plan))
                .text();
    }

    List<PlannedStatement> list() {
        plan.schemas().stream().filter(schema -> schema.green() != null).forEach(this::schema);
        if (plan.dbt() != null) {
            plan.dbt().scratch().forEach(this::marked);
        }
        plan.clusters().stream().filter(cluster -> cluster.green() != null).forEach(this::cluster);
        return list;
    }

    private void schema(PlannedSchema schema) {
        SchemaName green = schema.greenName();
        marked(green);
        Optional<SchemaEntry> blue = foreseen.blueSchema(schema);
        if (blue.isPresent()) {
            foreseen.blue().defaults().stream()
                    .filter(privilege -> privilege.schemaId().equals(schema.blueId()))
                    .forEach(privilege -> add(privilege.grantIn(green)));
            GrantCopier.statements(
                            Grantable.schema(green),
                            blue.get().holding(),
                            foreseen.newHoldings().ofSchema(green.database()))
                    .forEach(this::add);
        }
    }

    private void marked(SchemaName green) {
        add(unlessAdopted(Schemas.create(green)));
        mark(Comments.onSchema(green, line));
    }

    private void cluster(PlannedCluster cluster) {
        cluster.createdFrom().forEach(sql -> add(unlessAdopted(sql)));
        mark(Comments.onCluster(cluster.green(), line));
        Optional<ClusterEntry> blue = foreseen.blueCluster(cluster);
        blue.ifPresent(entry -> GrantCopier.statements(
                        Grantable.cluster(cluster.green()),
                        entry.holding(),
                        foreseen.newHoldings().ofCluster())
                .forEach(this::add));
    }

    /** An empty environment that somebody had made is taken as it is, whatever it was made with. */
    private PlannedStatement unlessAdopted(String sql) {
        PlannedStatement statement = PlannedStatement.sent(Stage.CLONE, sql);
        return plan.dbt() == null || plan.dbt().adopted().isEmpty()
                ? statement
                : statement.but("unless it is there and taken over");
    }

    /** The line ends with ids that are not known before there is something to mark. */
    private void mark(String comment) {
        String known = comment.substring(0, comment.indexOf(",\"target\""));
        list.add(new PlannedStatement(Stage.CLONE, known, true, "whose it is, with its own id"));
    }

    private void add(String sql) {
        add(PlannedStatement.sent(Stage.CLONE, sql));
    }

    private void add(PlannedStatement statement) {
        list.add(statement);
    }
}

package dev.cutover.activities.statements;

import dev.cutover.activities.deploy.BuildCommand;
import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.deploy.InheritedComments;
import dev.cutover.activities.deploy.Steps;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.activities.materialize.privileges.GrantCopier;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.project.SqlObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that make the project's objects in green, with the owners, grants and comments of those that they replace. */
final class DeployStatements {
    private final Plan plan;
    private final Foreseen foreseen;
    private final Renames renames;
    private final Map<ObjectName, ObjectEntry> blue;
    private final List<PlannedStatement> list = new ArrayList<>();

    DeployStatements(Plan plan, Foreseen foreseen) {
        this.plan = plan;
        this.foreseen = foreseen;
        this.renames = GreenNames.of(plan);
        this.blue = foreseen.blueByName();
    }

    List<PlannedStatement> list() {
        Map<ObjectName, SqlObject> files = new HashMap<>();
        if (foreseen.project() == null) {
            String dbt = "dbt "
                    + String.join(" ", BuildCommand.of(plan.dbt(), plan.dbt().models()));
            list.add(PlannedStatement.sent(Stage.DEPLOY, dbt)
                    .but("dbt writes the statements, for the objects of this plan and no others"));
        } else {
            Steps.of(foreseen.project(), renames)
                    .forEach(step -> list.add(
                            PlannedStatement.sent(Stage.DEPLOY, step.statement().text())));
            foreseen.project().objects().forEach(file -> files.put(file.name(), file));
        }
        for (PlannedObject object : plan.objects()) {
            ObjectEntry before = blue.get(object.name());
            if (before != null) {
                keep(object, before);
            }
            SqlObject file = files.get(object.name());
            if (file != null) {
                companions(file);
            }
        }
        return list;
    }

    /** What people gave to what it replaces (P8). */
    private void keep(PlannedObject object, ObjectEntry before) {
        ObjectName green = GreenNames.rename(object.name(), renames);
        List<DefaultPrivilege> defaults = defaults(object);
        Holding made = foreseen.newHoldings().ofObject(object.kind(), green.database(), defaults);
        for (String sql : GrantCopier.statements(Grantable.object(green, object.kind()), before.holding(), made)) {
            PlannedStatement statement = PlannedStatement.sent(Stage.DEPLOY, sql);
            list.add(plan.dbt() == null ? statement : statement.but("unless dbt has done so"));
        }
        for (InheritedComments.Foreseen comment : foreseen.comments().foreseen(before, green, object.kind())) {
            PlannedStatement statement = PlannedStatement.sent(Stage.DEPLOY, comment.statement());
            list.add(
                    comment.column() == null && plan.dbt() == null
                            ? statement
                            : statement.but(
                                    comment.column() == null
                                            ? "unless dbt has done so"
                                            : "if the new version has column " + comment.column()));
        }
    }

    private List<DefaultPrivilege> defaults(PlannedObject object) {
        return plan.schemas().stream()
                .filter(schema -> schema.name().equals(object.name().schemaName()) && schema.blueId() != null)
                .map(PlannedSchema::blueId)
                .flatMap(id -> foreseen.blue().defaults().stream()
                        .filter(privilege -> privilege.schemaId().equals(id)))
                .toList();
    }

    private void companions(SqlObject file) {
        Rewriter rewriter = new Rewriter(renames, file.scope());
        for (ParsedStatement companion : file.companions()) {
            list.add(PlannedStatement.sent(
                    Stage.DEPLOY, rewriter.rewrite(companion).text()));
        }
    }
}

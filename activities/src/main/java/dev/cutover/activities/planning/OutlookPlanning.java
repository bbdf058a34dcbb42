package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.fingerprint.SideItems;
import dev.cutover.activities.materialize.queries.Subscriptions;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.statements.Foreseen;
import dev.cutover.activities.statements.StatementList;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.Reason;
import dev.cutover.workflows.request.DeploymentRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out what a plan comes to, for the approver. Reads only. */
final class OutlookPlanning {
    private final Session session;
    private final Catalog catalog;
    private final PlanInput input;
    private final Target target;
    private final ProjectShape project;
    private final SqlProject sql;

    OutlookPlanning(
            Session session, Catalog catalog, PlanInput input, Target target, ProjectShape project, SqlProject sql) {
        this.session = session;
        this.catalog = catalog;
        this.input = input;
        this.target = target;
        this.project = project;
        this.sql = sql;
    }

    Outlook of(Plan draft, SideFacts facts, Production.Blue blue, Production production) throws SQLException {
        Foreseen foreseen = Foreseen.read(session, catalog, input.workflowId(), sql, facts);
        DeploymentRequest request = input.request();
        Duration waits = target.policy().capped(request.approvalExpiresAfter()).plus(request.holdFor());
        return new Outlook(
                objects(facts, foreseen, production),
                new RevertPlanning(session, project, blue).losses(draft.sinks(), request.holdFor()),
                CostPlanning.of(session, draft.clusters(), waits),
                Subscriptions.reading(session, draft.blue()),
                PlannedStatement.pack(new StatementList(draft, foreseen).all()),
                SideItems.of(facts));
    }

    private List<ObjectOutlook> objects(SideFacts facts, Foreseen foreseen, Production production) throws SQLException {
        ProjectTexts texts = new ProjectTexts(sql);
        Map<ObjectName, Reason> reasons = new Reasons(project, texts, facts, foreseen.parts(), production).all();
        ColumnPlanning columns = new ColumnPlanning(session, texts);
        List<ObjectOutlook> outlooks = new ArrayList<>();
        for (PlannedObject object : project.objects()) {
            Reason reason = reasons.remove(object.name());
            outlooks.add(new ObjectOutlook(
                    object.name(),
                    object.kind(),
                    reason,
                    columns.of(object, reason).orElse(null)));
        }
        Map<ObjectName, ObjectKind> kinds = new HashMap<>();
        for (ObjectEntry object : facts.objects()) {
            kinds.put(object.name(), object.kind());
        }
        reasons.forEach((name, reason) -> outlooks.add(new ObjectOutlook(name, kinds.get(name), reason, null)));
        return outlooks;
    }
}

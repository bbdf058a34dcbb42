package dev.cutover.activities.deploy;

import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.SqlObject;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.status.Building;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Creates the project's objects in green. Heartbeats carry a {@link DeployProgress} or a {@link DbtProgress}. */
public final class DeployActivity implements DeployActivities {
    private final Targets targets;
    private final ProjectSource projects;
    private final DbtProjects dbt;

    /** An activity for these targets and projects. */
    public DeployActivity(Targets targets, ProjectSource projects, DbtProjects dbt) {
        this.targets = targets;
        this.projects = projects;
        this.dbt = dbt;
    }

    @Override
    public Inventory deploy(DeployInput input) {
        Plan plan = input.plan();
        return ActivityRun.perform(
                "creating the project in green of target " + plan.target(), run -> deploy(input, plan, run));
    }

    private Inventory deploy(DeployInput input, Plan plan, ActivityRun run) throws SQLException {
        ProjectContent project = projects.watchedBy(run::watch).open(plan.project());
        Target target = targets.named(plan.target());
        Materialize materialize = new Materialize(target);
        Inventory cloned = input.cloned();
        Green green = new Green(plan.deployment(), cloned);
        run.announce(BlueGreenDeployment.PROGRESS, DeployActivity::building);
        try (Session session = run.watch(materialize.open("cutover deploy"))) {
            green.checkOurs(session);
            List<SqlObject> files = List.of();
            if (project.isDbt()) {
                new DbtCreation(dbt.dbt(run, target, plan.deployment(), project), run, plan, green).run(session);
            } else {
                SqlProject sql = project.sql();
                files = sql.objects();
                List<Step> steps = Steps.of(sql, GreenNames.of(plan));
                new Creation(materialize, run, green).run(session, steps, green.done(session, steps));
            }
            SideFacts made = green.facts(session);
            green.checkComplete(session, plan, made.objects());
            green.checkClusters(made.objects());
            BlueReaders.refuse(session, plan, made.objects());
            boolean changed = new Companions(materialize, run, files, plan).apply(session, made(plan, made.objects()));
            SideFacts facts = changed ? green.facts(session) : made;
            green.checkOurs(facts);
            return new Inventory(
                    cloned.schemas(),
                    cloned.clusters(),
                    made.objects().stream().map(ObjectEntry::object).toList(),
                    facts.fingerprint());
        }
    }

    private static Object building(Object reported) {
        if (reported instanceof DeployProgress sql) {
            return new Building(sql.done(), sql.total(), sql.running(), null);
        }
        return reported instanceof DbtProgress dbt ? new Building(dbt.done(), dbt.total(), dbt.running(), null) : null;
    }

    /** What was planned: the parts that a source brings along belong to it. */
    private static List<ObjectEntry> made(Plan plan, List<ObjectEntry> objects) {
        Set<ObjectName> names = Green.expected(plan).keySet();
        return objects.stream().filter(object -> names.contains(object.name())).toList();
    }
}

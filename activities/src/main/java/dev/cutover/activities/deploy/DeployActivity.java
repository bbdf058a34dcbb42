package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the project's objects in green. Heartbeats carry a {@link DeployProgress}. */
public final class DeployActivity implements DeployActivities {
    private final Targets targets;
    private final ProjectSource projects;

    /** An activity for these targets and projects. */
    public DeployActivity(Targets targets, ProjectSource projects) {
        this.targets = targets;
        this.projects = projects;
    }

    @Override
    public Inventory deploy(DeployInput input) {
        Plan plan = input.plan();
        return ActivityRun.perform(
                "creating the project in green of target " + plan.target(), run -> deploy(input, plan, run));
    }

    private Inventory deploy(DeployInput input, Plan plan, ActivityRun run) throws SQLException {
        SqlProject project = projects.watchedBy(run::watch).read(plan.project());
        Materialize materialize = new Materialize(targets.named(plan.target()));
        Inventory cloned = input.cloned();
        Green green = new Green(plan.deployment(), cloned);
        List<Step> steps = Steps.of(project, GreenNames.of(plan));
        try (Session session = run.watch(materialize.open("cutover deploy"))) {
            green.checkOurs(session);
            new Creation(materialize, run, green).run(session, steps, green.done(session, steps));
            SideFacts made = green.facts(session);
            green.checkComplete(session, steps, made.objects());
            BlueReaders.refuse(session, plan, made.objects());
            boolean changed =
                    new Companions(materialize, run, project, plan).apply(session, made(steps, made.objects()));
            SideFacts facts = changed ? green.facts(session) : made;
            green.checkOurs(facts);
            return new Inventory(
                    cloned.schemas(),
                    cloned.clusters(),
                    made.objects().stream().map(ObjectEntry::object).toList(),
                    facts.fingerprint());
        }
    }

    /** What the steps made: the parts that a source brings along belong to it. */
    private static List<ObjectEntry> made(List<Step> steps, List<ObjectEntry> objects) {
        Set<ObjectName> names = steps.stream().map(Step::green).collect(Collectors.toSet());
        return objects.stream().filter(object -> names.contains(object.name())).toList();
    }
}

package dev.cutover.activities.planning;

import dev.cutover.activities.cleanup.FormerLife;
import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.PlanningActivities;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.Planning;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one deployment. */
public final class Planner implements PlanningActivities {
    /** Type of the retryable failure of a plan that was overtaken by catalog changes. */
    public static final String PRODUCTION_CHANGING = "PRODUCTION_CHANGING";

    private static final int MOST_TRIES = 3;

    private static final String REMOVED_CLUSTER = "cluster ";

    private final Targets targets;
    private final ProjectSource projects;
    private final DbtProjects dbt;

    /** A planner for these targets and projects. */
    public Planner(Targets targets, ProjectSource projects, DbtProjects dbt) {
        this.targets = targets;
        this.projects = projects;
        this.dbt = dbt;
    }

    @Override
    public Planning plan(PlanInput input) {
        Target target = targets.named(input.request().target());
        return ActivityRun.perform("planning for target " + target.name(), run -> {
            ProjectContent content =
                    projects.watchedBy(run::watch).open(input.request().project());
            ProjectShape project = shape(run, target, input, content);
            try (Session session = run.watch(new Materialize(target).open("cutover plan " + input.deployment()))) {
                Optional<Planning> repeated = repeated(run, session, input, project);
                return repeated.isPresent()
                        ? repeated.get()
                        : plan(run, session, target, input, project, content.isDbt() ? null : content.sql());
            }
        });
    }

    /** The earlier run's last step may still be at it, until its next heartbeat tells it that nobody wants it any more. */
    private static Optional<Planning> repeated(ActivityRun run, Session session, PlanInput input, ProjectShape project)
            throws SQLException {
        Set<String> databases =
                project.schemas().stream().map(SchemaName::database).collect(Collectors.toSet());
        Set<String> clusters = new HashSet<>(project.clusterNames());
        input.request().removes().stream()
                .filter(removed -> removed.startsWith(REMOVED_CLUSTER))
                .forEach(removed -> clusters.add(removed.substring(REMOVED_CLUSTER.length())));
        FormerLife former = new FormerLife(session, input.deployment(), databases, clusters);
        if (former.left().isEmpty()) {
            return Optional.empty();
        }
        run.pause(ActivityRun.BEAT.multipliedBy(2));
        return Optional.of(new Planning.Repeated(former.left()));
    }

    private ProjectShape shape(ActivityRun run, Target target, PlanInput input, ProjectContent content) {
        if (content.isDbt()) {
            return dbt.read(run, target, input.deployment(), content);
        }
        if (input.request().adopt()) {
            throw Failures.of(
                    FailureType.INVALID_REQUEST,
                    "adopt takes over an environment that dbt made, and this is an SQL project.",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Start again without adopt.");
        }
        return ProjectShape.of(content.sql());
    }

    /** A plan is one moment's: when production changes while it is read, it is read again. */
    private static Planning plan(
            ActivityRun run, Session session, Target target, PlanInput input, ProjectShape project, SqlProject sql)
            throws SQLException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            run.checkAlive();
            Optional<Planning> planning = new PlanAttempt(session, target, input, project, sql).run();
            if (planning.isPresent()) {
                return planning.get();
            }
        }
        throw ApplicationFailure.newFailure(
                "Production changed " + MOST_TRIES
                        + " times while it was read for the plan. It is tried again by itself.",
                PRODUCTION_CHANGING);
    }
}

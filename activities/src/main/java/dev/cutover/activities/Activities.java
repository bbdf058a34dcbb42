package dev.cutover.activities;

import dev.cutover.activities.cleanup.CleanupActivity;
import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.dbt.DbtInstallations;
import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.evidence.EvidenceActivity;
import dev.cutover.activities.evidence.VerificationActivity;
import dev.cutover.activities.janitor.JanitorActivity;
import dev.cutover.activities.notices.NoticeActivity;
import dev.cutover.activities.planning.Planner;
import dev.cutover.activities.project.GitRepositories;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.promotion.PromotionActivity;
import dev.cutover.activities.queue.TurnActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.sinks.SinkActivity;
import dev.cutover.activities.target.Targets;
import java.nio.file.Path;
import java.util.List;

/** Puts the activities together. */
public final class Activities {
    private Activities() {}

    /**
     * Every activity implementation, ready to be registered with a worker.
     *
     * @param targets the environments that may be deployed to
     * @param projectRoot folder that projects without a git repository lie below
     * @param workDirectory folder of this process alone, for copies of projects; may be emptied between runs
     * @param installations how dbt is run for each dbt project
     */
    public static List<Object> all(
            Targets targets, Path projectRoot, Path workDirectory, DbtInstallations installations) {
        ProjectSource projects =
                new ProjectSource(projectRoot, new GitRepositories(workDirectory, GitRepositories.DEFAULT_PROTOCOLS));
        DbtProjects dbt = new DbtProjects(installations, workDirectory);
        return List.of(
                new Planner(targets, projects, dbt),
                new TurnActivity(targets),
                new CloneActivity(targets),
                new DeployActivity(targets, projects, dbt),
                new EvidenceActivity(targets, projects, dbt),
                new VerificationActivity(targets, projects, dbt),
                new PromotionActivity(targets),
                new ReadinessActivity(targets),
                new SinkActivity(targets),
                new NoticeActivity(targets),
                new CleanupActivity(targets),
                new JanitorActivity(targets));
    }
}

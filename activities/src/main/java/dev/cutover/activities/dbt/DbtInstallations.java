package dev.cutover.activities.dbt;

import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.ProjectPin;

/** Finds the dbt of a project. */
@FunctionalInterface
public interface DbtInstallations {
    /** A worker that deploys SQL projects only. */
    DbtInstallations NONE = (target, project) -> {
        throw missing(target, project);
    };

    /**
     * How dbt is run for a project on a target.
     *
     * @throws io.temporal.failure.ApplicationFailure DBT_UNUSABLE, when the configuration has none
     */
    DbtInstallation of(String target, ProjectPin project);

    /** The failure for a project that the configuration has no dbt for. */
    static RuntimeException missing(String target, ProjectPin project) {
        return Failures.of(
                FailureType.DBT_UNUSABLE,
                "The project " + (project.git() == null ? project.path() : project.git() + " " + project.path())
                        + " is a dbt project, and this worker's configuration names no dbt for it on target " + target
                        + ".",
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                "Add an entry to the list dbt of cutover.yaml, with venv (the folder of a virtual environment that holds"
                        + " dbt-materialize) or command, restart the worker and start again.");
    }
}

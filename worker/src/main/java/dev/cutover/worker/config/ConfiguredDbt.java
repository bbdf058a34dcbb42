package dev.cutover.worker.config;

import dev.cutover.activities.dbt.DbtInstallation;
import dev.cutover.activities.dbt.DbtInstallations;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.List;

/**
 * How dbt is run for each project: by the first entry that is for it.
 *
 * @param entries the list of the configuration, in its order
 */
public record ConfiguredDbt(List<Entry> entries) implements DbtInstallations {
    public ConfiguredDbt {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param project path of the project below the project root, or address of its repository; null for all
     * @param target name of the target; null for all
     * @param installation how dbt is run
     */
    record Entry(String project, String target, DbtInstallation installation) {
        boolean isFor(String wantedTarget, ProjectPin pin) {
            return (target == null || target.equals(wantedTarget))
                    && (project == null || project.equals(pin.path()) || project.equals(pin.git()));
        }
    }

    @Override
    public DbtInstallation of(String target, ProjectPin project) {
        return entries.stream()
                .filter(entry -> entry.isFor(target, project))
                .findFirst()
                .map(Entry::installation)
                .orElseThrow(() -> DbtInstallations.missing(target, project));
    }
}

package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cutover.activities.project.InvalidProject;
import dev.cutover.activities.project.ProjectProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code dbt_project.yml} says without dbt.
 *
 * @param name the project's name
 * @param dbtTargets the keys of its variable {@code deployment}
 * @param packages the folder for packages
 */
record DbtProjectFile(String name, Set<String> dbtTargets, String packages) {
    static final String FILE = "dbt_project.yml";

    static DbtProjectFile read(Path project) {
        try {
            JsonNode file = new YAMLMapper().readTree(project.resolve(FILE).toFile());
            String name = file.path("name").asText();
            JsonNode vars = file.path("vars");
            Set<String> targets = new TreeSet<>();
            vars.path("deployment").fieldNames().forEachRemaining(targets::add);
            vars.path(name).path("deployment").fieldNames().forEachRemaining(targets::add);
            return new DbtProjectFile(
                    name, targets, file.path("packages-install-path").asText("dbt_packages"));
        } catch (IOException e) {
            throw InvalidProject.with(List.of(new ProjectProblem(FILE, 0, 0, "The file is not valid YAML.")));
        }
    }

    /** The dbt target that a generated profile is for, when nobody has named one. */
    String dbtTarget(String cutoverTarget) {
        if (dbtTargets.contains(cutoverTarget)) {
            return cutoverTarget;
        }
        if (dbtTargets.size() == 1) {
            return dbtTargets.iterator().next();
        }
        throw InvalidProject.with(List.of(new ProjectProblem(
                FILE,
                0,
                0,
                dbtTargets.isEmpty()
                        ? "It has no variable deployment, which says per dbt target what is deployed:"
                                + " vars: {deployment: {<dbt target>: {schemas: [...], clusters: [...]}}}."
                        : "Its variable deployment has the dbt targets " + String.join(", ", dbtTargets)
                                + ", and nobody said which is meant: name it as dbtTarget in the project's entry of the"
                                + " list dbt of the worker's cutover.yaml.")));
    }
}

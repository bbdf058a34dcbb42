package dev.cutover.activities.project;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a project's names for things that it does not create, once there is a catalog to ask. */
public final class OutsideReferences {
    private OutsideReferences() {}

    /** Answers from the catalog. */
    @FunctionalInterface
    public interface CatalogNames {
        /** Those of the full names, written as {@link dev.cutover.workflows.catalog.ObjectName#toString}, that exist. */
        Set<String> existing(Set<String> fullNames) throws SQLException;
    }

    /** Everything that the project refers to and does not create, in the order of the files. */
    public static List<OutsideReference> of(SqlProject project) {
        return Stream.concat(
                        project.objects().stream().flatMap(object -> object.outside().stream()),
                        project.checks().stream().flatMap(check -> check.outside().stream()))
                .sorted(Comparator.comparing(OutsideReference::file)
                        .thenComparing(OutsideReference::line)
                        .thenComparing(OutsideReference::column))
                .toList();
    }

    /**
     * Refuses a project that refers to what exists nowhere.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT, with every such place
     */
    public static void check(SqlProject project, CatalogNames catalog) throws SQLException {
        List<OutsideReference> references = of(project);
        Set<String> wanted = references.stream()
                .map(reference -> reference.name().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> existing = catalog.existing(wanted);
        List<ProjectProblem> problems = new ArrayList<>();
        for (OutsideReference reference : references) {
            if (!existing.contains(reference.name().toString())) {
                problems.add(new ProjectProblem(
                        reference.file(),
                        reference.line(),
                        reference.column(),
                        "Unknown: neither the project nor production has " + reference.name() + "."));
            }
        }
        if (!problems.isEmpty()) {
            throw InvalidProject.with(problems);
        }
    }
}

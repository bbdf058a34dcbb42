package dev.cutover.activities.project;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks a project's names for things that it does not create, once there is a catalog to ask. */
public final class OutsideReferences {
    private OutsideReferences() {}

    /** Answers from the catalog. */
    @FunctionalInterface
    public interface CatalogNames {
        /** Those of the full names, written as {@link dev.cutover.workflows.catalog.ObjectName#toString}, that exist. */
        Set<String> existing(Set<String> fullNames) throws SQLException;
    }

    /**
     * Refuses a project that refers to what exists nowhere.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT, with every such place
     */
    public static void check(List<OutsideReference> references, CatalogNames catalog) throws SQLException {
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

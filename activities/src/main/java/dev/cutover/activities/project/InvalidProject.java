package dev.cutover.activities.project;

import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the failures of a project that cannot be found, read or understood. */
public final class InvalidProject {
    private static final int MOST_PROBLEMS = 50;

    private InvalidProject() {}

    /** The failure for a project with these problems, at least one; all of them are listed, up to 50. */
    public static ApplicationFailure with(List<ProjectProblem> problems) {
        String list = problems.stream()
                .limit(MOST_PROBLEMS)
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining());
        String more = problems.size() > MOST_PROBLEMS ? "\n  and " + (problems.size() - MOST_PROBLEMS) + " more" : "";
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return Failures.of(
                FailureType.INVALID_PROJECT,
                "The project has " + count + ":" + list + more + "\n",
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                "Correct the project and start the deployment again.");
    }

    /** The failure for a project that cannot be read at all. */
    static ApplicationFailure because(String what, String next) {
        return Failures.of(
                FailureType.INVALID_PROJECT, what, "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED, next);
    }
}

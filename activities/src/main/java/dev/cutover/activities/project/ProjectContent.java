package dev.cutover.activities.project;

import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.workflows.plan.ProjectPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a project as they were read once, and where they came from. */
public final class ProjectContent {
    private final ProjectPin pin;
    private final ProjectFiles files;

    ProjectContent(ProjectPin pin, ProjectFiles files) {
        this.pin = pin;
        this.files = files;
    }

    /** Where it came from, fixed to its content. */
    public ProjectPin pin() {
        return pin;
    }

    /** Whether it is a dbt project: whether {@code dbt_project.yml} lies at its root. */
    public boolean isDbt() {
        return files.layout() == ProjectLayout.DBT;
    }

    /**
     * The project as an SQL project.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT, with every problem that was found
     */
    public SqlProject sql() {
        return ProjectReader.read(pin, files);
    }

    /**
     * What the project says of differences in its rows.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT, when that cannot be understood
     */
    public Expectations expectations() {
        List<ProjectProblem> problems = new ArrayList<>();
        Expectations expectations = ProjectReader.expectations(files, problems);
        if (!problems.isEmpty()) {
            throw InvalidProject.with(problems);
        }
        return expectations;
    }

    /** Writes all files below an existing folder. */
    public void copyTo(Path folder) throws IOException {
        for (ProjectFile file : files.files()) {
            Path copy = folder.resolve(file.path());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.bytes());
        }
    }
}

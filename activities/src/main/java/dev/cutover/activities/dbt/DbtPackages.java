package dev.cutover.activities.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packages that a project uses. They are fetched on each worker that has a step to do, since what another one has fetched is
 * not there (P7).
 *
 * @param folder the private folder in which dbt works
 */
record DbtPackages(DbtFolder folder) {
    /** Whether dbt has to fetch them first: a project may also bring them along. */
    boolean areMissing() {
        Path project = folder.project();
        boolean used =
                Files.exists(project.resolve("packages.yml")) || Files.exists(project.resolve("dependencies.yml"));
        return used && !Files.exists(fetched()) && !broughtAlong(project);
    }

    /** A fetch that came to its end. One that was killed leaves some of them, and is begun anew. */
    void wereFetched() throws IOException {
        Files.writeString(fetched(), "");
    }

    private boolean broughtAlong(Path project) {
        return !Files.exists(begun())
                && Files.isDirectory(
                        project.resolve(DbtProjectFile.read(project).packages()));
    }

    /** What is there from now on is dbt's work and not the project's. */
    void begin() throws IOException {
        Files.writeString(begun(), "");
    }

    private Path begun() {
        return folder.root().resolve("packages-begun");
    }

    private Path fetched() {
        return folder.root().resolve("packages-fetched");
    }
}

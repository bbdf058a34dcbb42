package dev.cutover.activities.project;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.workflows.request.ProjectRef;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A project root in a temporary folder with one project, {@code shop}. */
final class ProjectFixture {
    private final Path root;

    ProjectFixture(Path folder) throws IOException {
        this.root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("shop"));
    }

    Path root() {
        return root;
    }

    Path project() {
        return root.resolve("shop");
    }

    ProjectFixture with(String path, String text) throws IOException {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    ProjectFixture with(String path, byte[] bytes) throws IOException {
        Path file = project().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    /** Adds {@code models/db/shop/<name>.sql}. */
    ProjectFixture withModel(String name, String text) throws IOException {
        return with("models/db/shop/" + name + ".sql", text);
    }

    ProjectSource source() {
        return new ProjectSource(root, new GitRepositories(root.resolve("../git"), Set.of("file")));
    }

    SqlProject read() {
        return source().open(new ProjectRef("shop", null, null)).sql();
    }

    /** The failure that reading the project ends with. */
    ApplicationFailure failure() {
        return failureOf("shop");
    }

    ApplicationFailure failureOf(String path) {
        return catchThrowableOfType(
                ApplicationFailure.class,
                () -> source().open(new ProjectRef(path, null, null)).sql());
    }
}

package dev.cutover.activities.testing;

import dev.cutover.activities.dbt.DbtInstallation;
import dev.cutover.activities.dbt.DbtInstallations;
import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.project.GitRepositories;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.request.DeploymentRequest;
import dev.cutover.workflows.request.OnConflict;
import dev.cutover.workflows.request.ProjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A project in a temporary folder for a playground's database; <code>{p}</code> in its files stands for the prefix. */
public final class TestProject {
    private static final String NAME = "project";

    private final Path root;
    private final Playground playground;
    private DbtInstallations installations = DbtInstallations.NONE;

    /** An empty project below a root. */
    public TestProject(Path root, Playground playground) {
        this.root = root.resolve(playground.prefix());
        this.playground = playground;
    }

    /** Writes {@code models/<database>/<schema>/<object>.sql}. */
    public TestProject model(String schema, String object, String sql) {
        return file("models/" + playground.database() + "/" + schema + "/" + object + ".sql", sql);
    }

    /** Writes any file. */
    public TestProject file(String path, String text) {
        try {
            Path file = root.resolve(NAME).resolve(path.replace("{p}", playground.prefix()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.replace("{p}", playground.prefix()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds it. */
    public ProjectSource source() {
        return new ProjectSource(root, new GitRepositories(root.resolve("git"), Set.of("file")));
    }

    /** No dbt, unless the project was made for one. */
    public DbtProjects dbt() {
        return new DbtProjects(installations, root.resolve("work"));
    }

    /** The same project, built by this dbt. */
    public TestProject builtBy(DbtInstallation dbt) {
        installations = (target, project) -> dbt;
        return this;
    }

    /** What planning needs, with the defaults of a request. */
    public PlanInput input(String deployment, String... removes) {
        return input(deployment, false, removes);
    }

    /** What planning needs, with the defaults of a request but for what it may take over. */
    public PlanInput input(String deployment, boolean adopt, String... removes) {
        DeploymentRequest request = new DeploymentRequest(
                playground.prefix(),
                new ProjectRef(NAME, null, null),
                "test",
                false,
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                Duration.ofHours(6),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                OnConflict.REFUSE,
                Duration.ofHours(24),
                List.of(removes).stream()
                        .map(entry -> entry.replace("{p}", playground.prefix()))
                        .toList(),
                adopt);
        return new PlanInput(deployment, "workflow-of-" + deployment, request);
    }
}

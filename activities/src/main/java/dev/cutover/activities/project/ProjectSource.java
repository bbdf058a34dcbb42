package dev.cutover.activities.project;

import dev.cutover.activities.running.Cancellable;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.request.ProjectRef;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Finds projects: below the worker's project root, or in a git repository. */
public final class ProjectSource {
    private final ProjectFolder folder;
    private final GitRepositories repositories;

    /**
     * A source of projects.
     *
     * @param root the worker's project root
     * @param repositories how git repositories are read
     */
    public ProjectSource(Path root, GitRepositories repositories) {
        this(new ProjectFolder(root), repositories);
    }

    private ProjectSource(ProjectFolder folder, GitRepositories repositories) {
        this.folder = folder;
        this.repositories = repositories;
    }

    /** The same projects; whoever watches is told of every process that reads one, and may end it. */
    public ProjectSource watchedBy(Consumer<Cancellable> watcher) {
        return new ProjectSource(folder, repositories.watchedBy(watcher));
    }

    /**
     * Reads what a request means now, and pins it.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT when it cannot be found or read
     */
    public ProjectContent open(ProjectRef reference) {
        String commit = reference.git() == null ? null : repositories.resolve(reference.git(), reference.ref());
        ProjectFiles files = files(reference.path(), reference.git(), commit);
        return new ProjectContent(new ProjectPin(reference.path(), reference.git(), commit, files.digest()), files);
    }

    /**
     * Reads what was planned.
     *
     * @throws io.temporal.failure.ApplicationFailure PROJECT_CHANGED when the content is another by now
     */
    public ProjectContent open(ProjectPin pin) {
        ProjectFiles files = files(pin.path(), pin.git(), pin.commit());
        if (!files.digest().equals(pin.digest())) {
            throw Failures.of(
                    FailureType.PROJECT_CHANGED,
                    "The project " + pin.path() + " is no longer what was planned: its content has the digest "
                            + files.digest() + ", the plan's is " + pin.digest() + ".",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Start a new deployment of the changed project, or deploy from a git repository, where a commit"
                            + " never changes.");
        }
        return new ProjectContent(pin, files);
    }

    private ProjectFiles files(String path, String git, String commit) {
        return git == null ? folder.read(path) : repositories.read(git, commit, path);
    }
}

package dev.cutover.activities.project;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.running.Cancellable;
import dev.cutover.workflows.request.GitAddress;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Projects in git repositories, read by the git command line. Objects are fetched into a bare repository per address in the
 * work directory and read from there: nothing is checked out, so that no hook, filter, link or submodule of a repository can
 * do anything. A commit that was fetched once is not fetched again.
 */
public final class GitRepositories {
    /** Type of the retryable failure of a repository that cannot be reached now. */
    public static final String UNAVAILABLE = "GIT_UNAVAILABLE";

    /** The transports that are used unless the worker's configuration says otherwise. */
    public static final Set<String> DEFAULT_PROTOCOLS = Set.of("https", "ssh");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern LASTING = Pattern.compile(
            "(?i)(couldn't find remote ref|not our ref|does not appear to be a git repository|repository .*not found"
                    + "|authentication failed|could not read username|permission denied|transport .* not allowed"
                    + "|invalid refspec|unsupported protocol|does not exist)");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Path workDirectory;
    private final Set<String> protocols;
    private final ReentrantLock fetching;
    private final Consumer<Cancellable> watch;

    /**
     * Repositories with a cache.
     *
     * @param workDirectory where fetched objects are kept, of this process alone; may be emptied while no worker runs
     * @param protocols names of the transports that may be used, as git spells them
     */
    public GitRepositories(Path workDirectory, Set<String> protocols) {
        this(workDirectory, protocols, new ReentrantLock(), process -> {});
    }

    private GitRepositories(
            Path workDirectory, Set<String> protocols, ReentrantLock fetching, Consumer<Cancellable> watch) {
        this.workDirectory = workDirectory;
        this.protocols = Set.copyOf(protocols);
        this.fetching = fetching;
        this.watch = watch;
    }

    /** The same repositories; whoever watches is told of every git that runs, and may end it. */
    GitRepositories watchedBy(Consumer<Cancellable> watcher) {
        return new GitRepositories(workDirectory, protocols, fetching, watcher);
    }

    /** The commit that a branch, tag or commit means now. */
    String resolve(String address, String ref) {
        checkAddress(address);
        if (ref == null || ref.isBlank() || ref.startsWith("-") || ref.contains(":") || ref.contains("*")) {
            throw InvalidProject.because(
                    "The ref '" + ref + "' of the project is not the name of a branch, tag or commit.",
                    "Correct project.ref in the request.");
        }
        Git git = repository(address);
        if (COMMIT.matcher(ref).matches() && git.has(ref)) {
            return ref;
        }
        lock(address);
        try {
            fetch(git, address, ref);
            String fetched = COMMIT.matcher(ref).matches() ? ref : "FETCH_HEAD";
            return git.text("rev-parse", "--verify", "--quiet", fetched + "^{commit}")
                    .strip();
        } catch (IOException e) {
            throw unavailable(address, e);
        } finally {
            fetching.unlock();
        }
    }

    /** The files of the project at this path in a commit. */
    ProjectFiles read(String address, String commit, String path) {
        checkAddress(address);
        Git git = repository(address);
        try {
            if (!git.has(commit)) {
                resolve(address, commit);
            }
            return readFiles(git, commit, path);
        } catch (IOException e) {
            throw unavailable(address, e);
        }
    }

    private ProjectFiles readFiles(Git git, String commit, String path) throws IOException {
        String folder = normalized(path);
        List<ProjectFile> files = new ArrayList<>();
        long bytes = 0;
        String listing = git.text("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit);
        List<String> entries = List.of(listing.split("\0"));
        ProjectLayout layout = ProjectLayout.of(
                entries.stream().anyMatch(entry -> entry.endsWith("\t" + folder + ProjectLayout.DBT_FILE)));
        for (String entry : entries) {
            int tab = entry.indexOf('\t');
            if (tab < 0 || !entry.startsWith("100") || !entry.startsWith(folder, tab + 1)) {
                continue;
            }
            String inside = entry.substring(tab + 1 + folder.length());
            if (layout.counts(inside)) {
                byte[] content =
                        git.bytes("cat-file", "blob", entry.substring(0, tab).split(" ")[2]);
                bytes += content.length;
                files.add(new ProjectFile(inside, content));
            }
            if (files.size() > ProjectFiles.MOST_FILES || bytes > ProjectFiles.MOST_BYTES) {
                throw ProjectFolder.tooLarge(path);
            }
        }
        return new ProjectFiles(layout, files);
    }

    /** The prefix that the project's paths have in the repository: empty, or ending in a slash. */
    private static String normalized(String path) {
        Path normal = Path.of(path == null ? "" : path).normalize();
        if (normal.isAbsolute() || normal.startsWith("..")) {
            throw InvalidProject.because(
                    "The path " + path + " leads outside of the repository.",
                    "Name a folder of the repository in project.path, relative to its root.");
        }
        return normal.toString().isEmpty() ? "" : normal + "/";
    }

    private void fetch(Git git, String address, String ref) throws IOException {
        try {
            git.text(
                    "fetch",
                    "--quiet",
                    "--depth=1",
                    "--no-tags",
                    "--no-recurse-submodules",
                    "--end-of-options",
                    address,
                    ref);
        } catch (Git.Refused e) {
            if (!COMMIT.matcher(ref).matches()) {
                throw refused(address, ref, e);
            }
            // Not every server hands out a commit by its hash: then it is looked for in the branches and tags.
            fetchEverything(git, address, ref);
        }
    }

    private void fetchEverything(Git git, String address, String commit) throws IOException {
        try {
            git.text(
                    "fetch",
                    "--quiet",
                    "--depth=2147483647",
                    "--no-recurse-submodules",
                    "--end-of-options",
                    address,
                    "+refs/heads/*:refs/heads/*",
                    "+refs/tags/*:refs/tags/*");
            if (!git.has(commit)) {
                throw new Git.Refused("couldn't find remote ref " + commit);
            }
        } catch (Git.Refused e) {
            throw refused(address, commit, e);
        }
    }

    private static RuntimeException refused(String address, String ref, Git.Refused error) {
        if (LASTING.matcher(error.getMessage()).find()) {
            return InvalidProject.because(
                    "git cannot read '" + ref + "' of " + address + ": " + error.getMessage() + ".",
                    "Check project.git and project.ref in the request, and that the worker may read the repository.");
        }
        return unavailable(address, error);
    }

    private static ApplicationFailure unavailable(String address, IOException error) {
        return ApplicationFailure.newFailure(
                "The repository " + address + " could not be read: " + error.getMessage()
                        + ". It is tried again by itself.",
                UNAVAILABLE);
    }

    private Git repository(String address) {
        Path directory = workDirectory.resolve(Sha256.hex(address).substring(0, 32) + ".git");
        lock(address);
        try {
            Git git = new Git(directory, protocols, watch);
            if (!Files.isDirectory(directory.resolve("objects"))) {
                Files.createDirectories(directory);
                git.text("init", "--quiet", "--bare", directory.toString());
            }
            return git;
        } catch (IOException e) {
            throw unavailable(address, e);
        } finally {
            fetching.unlock();
        }
    }

    /** Waits until nobody else of this process fetches, or nobody wants the project any more. */
    private void lock(String address) {
        Wait wait = new Wait();
        watch.accept(wait);
        try {
            while (!fetching.tryLock(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                if (wait.cancelled) {
                    throw unavailable(address, new IOException("nobody waits for it any more"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(address, new IOException("the wait for another fetch was interrupted"));
        } finally {
            wait.over = true;
        }
    }

    /** A wait for the lock, which another's fetch may hold for minutes. */
    private static final class Wait implements Cancellable {
        private volatile boolean cancelled;
        private volatile boolean over;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isClosed() {
            return over;
        }
    }

    private void checkAddress(String address) {
        if (GitAddress.holdsCredentials(address)) {
            throw InvalidProject.because(
                    "The address of the repository holds a user, password or token.",
                    "Leave it out of the request and give it to git on the worker, by a credential helper or an SSH key.");
        }
        if (address.startsWith("-")
                || address.contains("::")
                || address.getBytes(StandardCharsets.UTF_8).length > 2000) {
            throw InvalidProject.because(
                    "The address of the repository is none that is supported.", "Use https:// or ssh://.");
        }
    }
}

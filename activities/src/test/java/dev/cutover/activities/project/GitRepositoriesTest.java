package dev.cutover.activities.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.activities.running.Cancellable;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.request.ProjectRef;
import io.temporal.failure.ApplicationFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoriesTest {
    @TempDir
    Path folder;

    private Path repository;
    private ProjectSource source;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectories(folder.resolve("repository"));
        source = new ProjectSource(
                Files.createDirectories(folder.resolve("root")),
                new GitRepositories(folder.resolve("cache"), Set.of("file")));
        git("init", "--quiet", "--initial-branch=main");
        commitModel("SELECT 1");
    }

    @Test
    void aBranchIsResolvedToItsCommitAndReadFromThere() throws Exception {
        String first = git("rev-parse", "HEAD");
        SqlProject planned = read("main");
        assertThat(planned.pin().commit()).isEqualTo(first);
        assertThat(planned.objects())
                .singleElement()
                .extracting(SqlObject::file)
                .isEqualTo("models/db/shop/v.sql");

        String second = commitModel("SELECT 2");

        assertThat(source.open(planned.pin()).sql().pin()).isEqualTo(planned.pin());
        assertThat(read("main").pin().commit()).isEqualTo(second);
        assertThat(read("HEAD").pin().digest()).isNotEqualTo(planned.pin().digest());
    }

    @Test
    void aCommitThatWasFetchedOnceNeedsNoRepositoryAnyMore() throws Exception {
        SqlProject planned = read("main");
        Files.move(repository, folder.resolve("gone"));
        assertThat(source.open(planned.pin()).sql().objects()).hasSize(1);
    }

    @Test
    void anotherWorkerFindsAnOldCommitByItsHash() throws Exception {
        String first = git("rev-parse", "HEAD");
        commitModel("SELECT 2");
        git("tag", "v2");
        commitModel("SELECT 3");
        assertThat(read(first).pin().commit()).isEqualTo(first);
        assertThat(read("v2").pin().commit()).isEqualTo(git("rev-parse", "v2"));
    }

    @Test
    void linksAndHooksOfARepositoryDoNothing() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.sql"), "CREATE VIEW secret AS SELECT 1");
        Files.createSymbolicLink(repository.resolve("shop/models/db/shop/secret.sql"), secret);
        git("add", "-A");
        git("commit", "--quiet", "-m", "link");
        assertThat(read("main").objects()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "--upload-pack=touch /tmp/x", "refs/heads/*", "a:b", " "})
    void aRefThatDoesNotExistIsRefused(String ref) {
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> read(ref));
        assertThat(failure.getType()).isEqualTo(FailureType.INVALID_PROJECT.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c whoami",
                "-u",
                "https://me:hidden@example.invalid/x.git",
                "https://hidden@example.invalid/x.git",
                "HTTPS://me:hidden@example.invalid/x.git",
                "https://example.invalid/x.git?token=hidden",
                "git://example.invalid/x",
                "file:///does/not/exist"
            })
    void anAddressThatIsNotAllowedIsRefused(String address) {
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> source.open(new ProjectRef("shop", address, "main")).sql());
        assertThat(failure.getType()).isEqualTo(FailureType.INVALID_PROJECT.name());
        assertThat(failure.getOriginalMessage()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../shop", "/shop", "shop/../.."})
    void aPathOutsideOfTheRepositoryIsRefused(String path) {
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> source.open(new ProjectRef(path, address(), "main")).sql());
        assertThat(failure.getOriginalMessage()).contains("leads outside of the repository");
    }

    @Test
    void aServerThatNeverAnswersHoldsNobodyWhoGivesUp() throws Exception {
        Queue<Cancellable> processes = new ConcurrentLinkedQueue<>();
        ProjectSource watched = new ProjectSource(folder, new GitRepositories(folder.resolve("watched"), Set.of("git")))
                .watchedBy(processes::add);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "git://127.0.0.1:" + silent.getLocalPort() + "/shop.git";
            CompletableFuture<SqlProject> reading = CompletableFuture.supplyAsync(
                    () -> watched.open(new ProjectRef("shop", address, "main")).sql());
            silent.setSoTimeout(60_000);
            try (Socket git = silent.accept()) {
                for (Cancellable process : processes) {
                    process.cancel();
                }

                assertThat(reading).failsWithin(Duration.ofSeconds(30));
                assertThat(git.isConnected()).isTrue();
            }
        }
    }

    @Test
    void whoeverWaitsForAnothersFetchMayGiveUp() throws Exception {
        ProjectSource source =
                new ProjectSource(folder, new GitRepositories(folder.resolve("shared"), Set.of("git", "file")));
        List<Cancellable> first = new CopyOnWriteArrayList<>();
        List<Cancellable> second = new CopyOnWriteArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String silence = "git://127.0.0.1:" + silent.getLocalPort() + "/shop";
            CompletableFuture<SqlProject> holding = CompletableFuture.supplyAsync(() -> source.watchedBy(first::add)
                    .open(new ProjectRef("shop", silence, "main"))
                    .sql());
            silent.setSoTimeout(60_000);
            try (Socket git = silent.accept()) {
                CompletableFuture<SqlProject> waiting =
                        CompletableFuture.supplyAsync(() -> source.watchedBy(second::add)
                                .open(new ProjectRef("shop", address(), "main"))
                                .sql());
                Instant deadline = Instant.now().plusSeconds(30);
                while (second.isEmpty()) {
                    assertThat(Instant.now()).isBefore(deadline);
                }
                second.forEach(GitRepositoriesTest::cancel);

                assertThat(waiting).failsWithin(Duration.ofSeconds(30));
                assertThat(holding).isNotDone();
                assertThat(git.isConnected()).isTrue();
            } finally {
                first.forEach(GitRepositoriesTest::cancel);
            }
        }
    }

    private static void cancel(Cancellable wait) {
        try {
            wait.cancel();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private SqlProject read(String ref) {
        return source.open(new ProjectRef("shop", address(), ref)).sql();
    }

    private String address() {
        return repository.toUri().toString();
    }

    private String commitModel(String query) throws Exception {
        Path model = repository.resolve("shop/models/db/shop/v.sql");
        Files.createDirectories(model.getParent());
        Files.writeString(model, "CREATE VIEW v AS " + query);
        git("add", "-A");
        git("commit", "--quiet", "-m", query);
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.invalid"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}

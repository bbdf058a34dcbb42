package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P7: what an attempt has started never runs beside the next one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SupervisorTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /** A program with a child, as a wrapper around dbt is: both tell their process ids. */
    private static final List<String> FAMILY =
            List.of("sh", "-c", "echo $$; sleep 600 >/dev/null & echo $!; echo started; wait");

    @TempDir
    private Path folder;

    @Test
    void theProgramAndItsChildrenDieWithAWorkerThatIsKilled() throws Exception {
        Process worker = worker();
        List<ProcessHandle> family = family(worker);

        worker.destroyForcibly();

        awaitEnd(family);
    }

    @Test
    void theProgramAndItsChildrenDieWhenTheWorkerIsFrozen() throws Exception {
        Process worker = worker();
        try {
            List<ProcessHandle> family = family(worker);

            new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid()))
                    .start()
                    .waitFor();

            awaitEnd(family);
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aCancelledProgramTakesItsChildrenAlong() throws Exception {
        List<String> lines = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(3);
        DbtProcess process = DbtProcess.start(FAMILY, Map.of("PATH", System.getenv("PATH")), folder);
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
            try {
                return process.follow(line -> {
                    lines.add(line);
                    started.countDown();
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(started.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        process.cancel();

        assertThat(end.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isNotZero();
        awaitEnd(handles(lines));
        assertThat(process.isClosed()).isTrue();
    }

    /** Someone may start dbt by a script of their own, and the machine may end that alone. */
    @Test
    void whatAWrapperHasStartedIsEndedAlsoWhenTheWrapperIsGone() throws Exception {
        Process wrapper = new ProcessBuilder(FAMILY).start();
        List<ProcessHandle> processes = family(wrapper);
        Family family = new Family(wrapper.toHandle());
        family.look();
        wrapper.destroyForcibly().onExit().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(processes).filteredOn(ProcessHandle::isAlive).hasSize(1);

        family.end();

        awaitEnd(processes);
    }

    @Test
    void theProgramsOutputAndExitCodeArePassedOnAndItSeesOnlyWhatItIsGiven() throws Exception {
        List<String> lines = new ArrayList<>();
        DbtProcess process = DbtProcess.start(
                List.of("/bin/sh", "-c", "echo \"$GIVEN $PATH_OF_NOBODY\"; echo wrong >&2; exit 3"),
                Map.of("GIVEN", "ünïcode"),
                folder);

        assertThat(process.follow(lines::add)).isEqualTo(3);
        assertThat(lines).containsExactly("ünïcode ", "wrong");
    }

    @Test
    void aProgramThatDoesNotExistSaysSo() throws Exception {
        List<String> lines = new ArrayList<>();
        DbtProcess process = DbtProcess.start(List.of(folder.resolve("nowhere").toString()), Map.of(), folder);

        assertThat(process.follow(lines::add)).isEqualTo(Supervisor.NOT_STARTED);
        assertThat(lines).anyMatch(line -> line.contains("nowhere") && line.contains("No such file"));
    }

    private static Process worker() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerStandIn.class.getName()));
        command.addAll(FAMILY);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> family(Process worker) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null && !line.equals("started"); line = output.readLine()) {
            lines.add(line);
        }
        return handles(lines);
    }

    private static List<ProcessHandle> handles(List<String> lines) {
        List<ProcessHandle> handles = lines.stream()
                .filter(line -> line.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        assertThat(lines.stream().filter(line -> line.matches("\\d+"))).hasSize(2);
        return handles;
    }

    private static void awaitEnd(List<ProcessHandle> family) throws Exception {
        for (ProcessHandle process : family) {
            process.onExit().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(process.isAlive()).isFalse();
        }
    }
}

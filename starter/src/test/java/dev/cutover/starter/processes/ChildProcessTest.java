package dev.cutover.starter.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void endsAProgramWithEverythingThatItHasStarted() throws Exception {
        Path pids = folder.resolve("pids");
        ChildProcess child = start("sleep 600 & echo $! >" + pids + ".new; echo $$ >>" + pids + ".new; mv " + pids
                + ".new " + pids + "; wait");
        Waiting.forProcess(child, SOON, () -> Files.exists(pids));
        List<ProcessHandle> tree = Files.readAllLines(pids).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();

        child.close();

        for (ProcessHandle process : tree) {
            process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(tree).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void saysWithWhichCodeAndWordsAProgramEndedByItself() throws Exception {
        ChildProcess child = start("echo cannot go on; exit 7");

        child.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(child.died()).hasMessageContaining("exit code 7").hasMessageEndingWith("cannot go on");
    }

    @Test
    void doesNotWaitForAProgramThatHasDied() {
        ChildProcess child = start("exit 3");

        assertThatThrownBy(() -> Waiting.forProcess(child, SOON, () -> false))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("exit code 3");
    }

    @Test
    void hearsAWordThatAWarningFollows() throws Exception {
        ChildProcess child = start("echo starting; echo ready 127.0.0.1:1; echo WARN slow disk; exit 0");

        child.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(child.hasSaid("ready")).isTrue();
        assertThat(child.hasSaid("127.0.0.1")).isFalse();
    }

    @Test
    void setsAndRemovesVariables() throws Exception {
        Path log = folder.resolve("log");
        Map<String, String> environment = new HashMap<>();
        environment.put("GIVEN", "yes");
        environment.put("HOME", null);

        ChildProcess child =
                ChildProcess.start("child", List.of("sh", "-c", "echo \"$GIVEN,${HOME-none}\""), environment, log);

        child.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(Files.readString(log)).isEqualTo("yes,none\n");
    }

    @Test
    void closesTheNewestFirstAndOnlyOnce() {
        Cleanup cleanup = new Cleanup();
        StringBuilder order = new StringBuilder();
        cleanup.add(() -> order.append("first"));
        cleanup.add(() -> {
            throw new IOException("this one cannot be closed");
        });
        cleanup.add(() -> order.append("last "));

        cleanup.close();
        cleanup.close();
        cleanup.add(() -> order.append(" late"));

        assertThat(order).hasToString("last first late");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("child", List.of("sh", "-c", script), Map.of(), folder.resolve("log"));
    }
}

package dev.cutover.starter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.starter.Problem;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedDbtTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Sandbox NOWHERE = new Sandbox("127.0.0.1", 1);

    @TempDir
    private Path folder;

    private final Cleanup cleanup = new Cleanup();

    @AfterEach
    void endEverything() {
        cleanup.close();
    }

    @Test
    void aBareRunTakesTheTimeOfItsProcess() throws Exception {
        TimedDbt dbt = timed("exit 0");

        assertThat(dbt.run(folder, NOWHERE, "bare")).isPositive();
        assertThat(dbt.takeMillis()).isZero();
    }

    @Test
    void aBareRunThatFailsSaysWhatItPrinted() throws Exception {
        TimedDbt dbt = timed("echo no such model; exit 2");

        assertThatThrownBy(() -> dbt.run(folder, NOWHERE, "bare"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no such model");
    }

    @Test
    void aBareRunEndsWithTheBenchmarkThatIsInterrupted() throws Exception {
        Path pid = folder.resolve("pid");
        TimedDbt dbt = timed("echo $$ > '" + pid + ".new'; mv '" + pid + ".new' '" + pid + "'; exec sleep 600");
        CompletableFuture<Double> run = CompletableFuture.supplyAsync(() -> dbt.run(folder, NOWHERE, "bare"));
        Instant deadline = Instant.now().plus(SOON);
        while (!Files.exists(pid)) {
            assertThat(run).isNotDone();
            assertThat(Instant.now()).isBefore(deadline);
            Waiting.pause();
        }
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        cleanup.close();

        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> run.get(SOON.toSeconds(), TimeUnit.SECONDS)).hasRootCauseInstanceOf(Problem.class);
    }

    private TimedDbt timed(String script) throws IOException {
        Path real = folder.resolve("real");
        Path program = Files.createDirectories(real.resolve("bin")).resolve("dbt");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return TimedDbt.in(folder, new DbtVenv(real), cleanup);
    }
}

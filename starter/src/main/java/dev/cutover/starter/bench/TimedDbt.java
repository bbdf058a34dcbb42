package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Sandbox;
import dev.cutover.starter.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** dbt behind a script that writes down when each of its processes began and ended. */
final class TimedDbt {
    private static final String SCRIPT = """
            #!/bin/sh
            begin=$(date +%%s%%N)
            '%s' "$@"
            status=$?
            echo "$(($(date +%%s%%N) - begin))" >> '%s'
            exit $status
            """;

    private static final Duration TIME_TO_RUN = Duration.ofMinutes(30);

    private final Path venv;
    private final Path times;
    private final Path folder;
    private final Cleanup cleanup;

    private TimedDbt(Path venv, Path times, Path folder, Cleanup cleanup) {
        this.venv = venv;
        this.times = times;
        this.folder = folder;
        this.cleanup = cleanup;
    }

    /**
     * Puts the script beside a real virtual environment.
     *
     * @param real the virtual environment with dbt-materialize
     * @param folder an empty folder
     * @param cleanup ends a bare dbt that is interrupted
     */
    static TimedDbt in(Path folder, DbtVenv real, Cleanup cleanup) {
        try {
            Path venv = folder.resolve("venv");
            Path times = folder.resolve("times");
            Path script = Files.createDirectories(venv.resolve("bin")).resolve("dbt");
            Files.writeString(script, SCRIPT.formatted(real.program(), times));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new TimedDbt(venv, times, folder, cleanup);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The folder that a worker takes for a virtual environment. */
    Path venv() {
        return venv;
    }

    /** How long the processes took together since the last call, in milliseconds. */
    double takeMillis() {
        try {
            if (!Files.exists(times)) {
                return 0;
            }
            double millis = Files.readAllLines(times).stream()
                    .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6)
                    .sum();
            Files.delete(times);
            return millis;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * A bare {@code dbt run} as people type it, with nothing parsed before.
     *
     * @param project the project's folder
     * @param schema default schema
     * @return how long it took, in milliseconds
     */
    double run(Path project, Sandbox sandbox, String schema) {
        try {
            Path run = Files.createTempDirectory(folder, "bare");
            Files.writeString(run.resolve("profiles.yml"), """
                    bench: {target: %1$s, outputs: {%1$s: {type: materialize, host: %2$s, port: %3$d, user: %4$s,
                      pass: '', database: materialize, schema: %5$s, threads: 4}}}
                    """.formatted(
                            LocalStack.TARGET, sandbox.host(), sandbox.port(), Sandbox.DEPLOYER, schema));
            List<String> command = List.of(
                    venv.resolve("bin/dbt").toString(),
                    "--no-send-anonymous-usage-stats",
                    "run",
                    "--project-dir",
                    project.toString(),
                    "--profiles-dir",
                    run.toString(),
                    "--target-path",
                    run.resolve("target").toString(),
                    "--log-path",
                    run.toString());
            ChildProcess process = cleanup.add(ChildProcess.start("dbt", command, Map.of(), run.resolve("log")));
            if (Waiting.forEnd(process, TIME_TO_RUN) != 0) {
                throw new Problem(ExitCode.UNEXPECTED, "dbt failed. Its last lines:\n" + process.tail(30));
            }
            return takeMillis();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Problem unusable(IOException e) {
        return new Problem(ExitCode.UNEXPECTED, "dbt cannot be measured: " + e.getMessage(), e);
    }
}

package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.processes.Executables;
import dev.cutover.starter.shop.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs statements as people do without a tool: one after the other with {@code psql}. */
final class Psql {
    private final Path program;
    private final Sandbox sandbox;
    private final Path folder;

    Psql(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
        this.program = Executables.find("psql")
                .orElseThrow(
                        () -> new Problem(
                                ExitCode.USAGE,
                                "The benchmark compares with psql, which is missing (Debian, Ubuntu: apt-get install postgresql-client)."));
    }

    /** Runs a script; returns how long that took, in milliseconds. */
    double run(List<String> statements) {
        try {
            Path script = Files.writeString(folder.resolve("script.sql"), String.join(";\n", statements) + ";\n");
            Path output = folder.resolve("psql.log");
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--no-psqlrc",
                            "--quiet",
                            "--set=ON_ERROR_STOP=1",
                            "--host=" + sandbox.host(),
                            "--port=" + sandbox.port(),
                            "--username=" + Sandbox.DEPLOYER,
                            "--dbname=materialize",
                            "--file=" + script)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exitCode = process.waitFor();
            double millis = (System.nanoTime() - begin) / 1e6;
            if (exitCode != 0) {
                throw new Problem(ExitCode.UNEXPECTED, "psql failed: " + Files.readString(output));
            }
            return millis;
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "psql cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ExitCode.UNEXPECTED, "Interrupted while psql ran.", e);
        }
    }
}

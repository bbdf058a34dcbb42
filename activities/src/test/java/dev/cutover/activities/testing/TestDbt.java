package dev.cutover.activities.testing;

import dev.cutover.activities.digest.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real dbt that tests run: the virtual environment that {@code CUTOVER_DBT_VENV} names, or one that is made once from the
 * locked requirements of the sandbox's tests and kept in the cache.
 */
public final class TestDbt {
    /** The sandbox's tests run the same dbt; whoever comes first makes it for both. */
    private static final Path REQUIREMENTS =
            Path.of("../sandbox/src/test/resources/dev/cutover/sandbox/dbt/requirements.txt");

    private static final int LONGEST_MINUTES = 15;

    private TestDbt() {}

    /** The folder of the virtual environment. */
    public static synchronized Path venv() {
        String given = System.getenv("CUTOVER_DBT_VENV");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        try {
            Path cache = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                            .orElse(System.getProperty("user.home") + "/.cache"))
                    .resolve("cutover");
            Files.createDirectories(cache);
            return made(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forks of one build may want it at the same time. */
    private static Path made(Path cache) throws IOException {
        Path venv = cache.resolve(
                "dbt-" + Sha256.hex(Files.readAllBytes(REQUIREMENTS)).substring(0, 16));
        Path complete = venv.resolve("complete");
        try (FileChannel channel = FileChannel.open(
                        cache.resolve(venv.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(complete)) {
                run("python3", "-m", "venv", "--clear", venv.toString());
                run(
                        venv.resolve("bin/python").toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--no-deps",
                        "--disable-pip-version-check",
                        "--requirement",
                        REQUIREMENTS.toAbsolutePath().toString());
                Files.createFile(complete);
            }
            return lock.isValid() ? venv : null;
        }
    }

    private static void run(String... command) throws IOException {
        File output = File.createTempFile("dbt-venv", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(
                        String.join(" ", command) + " did not succeed:\n" + Files.readString(output.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
            Files.delete(output.toPath());
        }
    }
}

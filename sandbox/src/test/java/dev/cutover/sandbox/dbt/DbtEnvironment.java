package dev.cutover.sandbox.dbt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The virtual environment with the pinned dbt: made in the user's cache the first time, only read afterwards, so that later runs need
 * no network. One environment for each list of packages.
 */
final class DbtEnvironment {
    private static final long INSTALL_SECONDS = 420;
    private static final Object IN_THIS_PROCESS = new Object();

    private DbtEnvironment() {}

    /** The environment's Python. */
    static Path python() {
        String requirements = resource("requirements.txt");
        Path cache = cache();
        Path home = cache.resolve("dbt-" + digest(requirements));
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(cache);
                // Several builds of one user may come here at once; the lock ends with its process.
                try (FileChannel channel = FileChannel.open(
                                cache.resolve(home.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.exists(home.resolve("complete"))) {
                        install(home, requirements);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return home.resolve("bin/python");
    }

    private static void install(Path home, String requirements) throws IOException {
        delete(home);
        Answer made = Program.run(INSTALL_SECONDS, List.of("python3", "-m", "venv", home.toString()));
        if (!made.succeeded()) {
            giveUp("python3 with venv is missing: apt-get install python3-venv. It said: " + made.text());
        }
        Path list = Files.writeString(home.resolve("requirements.txt"), requirements);
        Answer installed = Program.run(
                INSTALL_SECONDS,
                List.of(
                        home.resolve("bin/python").toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--requirement",
                        list.toString()));
        if (!installed.succeeded()) {
            giveUp("dbt cannot be installed from the Python package index: " + installed.text());
        }
        Files.createFile(home.resolve("complete"));
    }

    /** Skips on a person's machine, fails in CI. */
    private static void giveUp(String sentence) {
        if (System.getenv("CI") != null) {
            throw new AssertionError(sentence);
        }
        Assumptions.abort(sentence);
    }

    private static Path cache() {
        Path base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("cutover");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static String resource(String name) {
        try (InputStream in = DbtEnvironment.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

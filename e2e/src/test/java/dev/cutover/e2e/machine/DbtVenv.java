package dev.cutover.e2e.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The virtual environment with dbt-materialize: the one that {@code CUTOVER_DBT_VENV} names, or the one that the tests of the
 * sandbox and the activities make in the cache.
 */
public final class DbtVenv {
    private static final String REQUIREMENTS = "sandbox/src/test/resources/dev/cutover/sandbox/dbt/requirements.txt";
    private static final int DIGEST_BYTES = 8;

    private DbtVenv() {}

    /** Skips or fails the test where there is none. */
    public static void require() {
        Requirement.of(
                find(),
                "There is no virtual environment with dbt-materialize: run the tests of the module activities first, or name"
                        + " one in CUTOVER_DBT_VENV.");
    }

    /** Where it is. */
    static Optional<Path> find() {
        String given = System.getenv("CUTOVER_DBT_VENV");
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given));
        }
        Path base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        Path venv = base.resolve("cutover").resolve("dbt-" + digest());
        return Optional.of(venv).filter(folder -> Files.exists(folder.resolve("complete")));
    }

    private static String digest() {
        try {
            byte[] text = Files.readAllBytes(Path.of(System.getProperty("cutover.home"), REQUIREMENTS));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, DIGEST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

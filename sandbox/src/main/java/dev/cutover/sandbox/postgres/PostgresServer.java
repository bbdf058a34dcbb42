package dev.cutover.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A private PostgreSQL that lives in a temporary directory, listens on a Unix socket in it, and ends with this object or with
 * this process, however that ends. Each {@link #createDatabase} gives an empty world of its own.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String TEMPLATE = "mz";

    private final Path directory;
    private final PostgresProcess process;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path directory, PostgresProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts a server; the first start of a user unpacks PostgreSQL and prepares a data directory that later starts copy. */
    public static PostgresServer start() throws IOException {
        Path cache = cacheDirectory();
        Path home = PostgresBinaries.unpacked(cache);
        String install = CatalogSql.text();
        Path template = cache.resolve("data-" + digest(home.getFileName() + install));
        Path directory = temporaryDirectory();
        Path data = directory.resolve("data");
        try {
            copyPrepared(cache, home, install, template, data);
        } catch (NoSuchFileException | UncheckedIOException prunedMeanwhile) {
            // Another start may have found the directory unused for long just before this one took it.
            Directories.delete(data);
            copyPrepared(cache, home, install, template, data);
        }
        PreparedData.prune(cache, template);
        return new PostgresServer(directory, PostgresProcess.start(home, directory));
    }

    private static void copyPrepared(Path cache, Path home, String install, Path template, Path data)
            throws IOException {
        if (!Files.isDirectory(template)) {
            prepare(cache, home, install, template);
        }
        PreparedData.markUsed(template);
        Directories.copy(template, data);
    }

    private static void prepare(Path cache, Path home, String install, Path template) throws IOException {
        Path building = temporaryDirectory();
        PostgresProcess.initialize(home, building);
        try (PostgresProcess process = PostgresProcess.start(home, building)) {
            try (Backend backend = Backend.connect(process.socket(), "postgres")) {
                backend.run("CREATE DATABASE " + TEMPLATE);
            }
            try (Backend backend = Backend.connect(process.socket(), TEMPLATE)) {
                backend.run(install);
            }
            process.stopKeepingData();
        }
        Path partial = Files.createTempDirectory(cache, "preparing-");
        Directories.copy(building.resolve("data"), partial);
        Directories.delete(building);
        PostgresBinaries.publish(partial, template);
    }

    /** Makes a database with an empty catalog and returns its name. */
    public String createDatabase() throws IOException {
        String name = "sandbox_" + databases.incrementAndGet();
        try (Backend backend = connect("postgres")) {
            backend.run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        }
        return name;
    }

    /** Removes a database together with whoever is connected to it. */
    public void dropDatabase(String name) throws IOException {
        try (Backend backend = connect("postgres")) {
            backend.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    /** Opens a connection of its own to one database. */
    public Backend connect(String database) throws IOException {
        return Backend.connect(process.socket(), database);
    }

    @Override
    public void close() throws IOException {
        process.close();
        Directories.delete(directory);
    }

    private static Path temporaryDirectory() throws IOException {
        return Files.createTempDirectory(
                "cutover-sandbox-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static Path cacheDirectory() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("cutover");
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

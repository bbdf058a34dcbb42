package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.shop.Sandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A reader of production that notes when it sees a version for the first time. */
final class FirstSight {
    private static final long BETWEEN_READS_NANOS = 2_000_000;
    private static final long MOST_MINUTES = 2;

    private FirstSight() {}

    /** Reads from now on; completes with the time of {@link System#nanoTime()} at which the version was seen. */
    static CompletableFuture<Long> of(Sandbox sandbox, String query, int version) {
        return CompletableFuture.supplyAsync(() -> read(sandbox, query, version));
    }

    /** The time at which it was seen. */
    static long await(CompletableFuture<Long> sight) {
        try {
            return sight.orTimeout(MOST_MINUTES, TimeUnit.MINUTES).join();
        } catch (CompletionException e) {
            throw new Problem(ExitCode.UNEXPECTED, "A reader did not see the new version: " + e.getMessage(), e);
        }
    }

    private static long read(Sandbox sandbox, String query, int version) {
        Properties settings = new Properties();
        settings.setProperty("preferQueryMode", "simple");
        try (Connection connection = sandbox.connect(Sandbox.DEPLOYER, settings);
                Statement statement = connection.createStatement()) {
            while (answer(statement, query) != version) {
                LockSupport.parkNanos(BETWEEN_READS_NANOS);
            }
            return System.nanoTime();
        } catch (SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "A read of production failed: " + e.getMessage(), e);
        }
    }

    private static int answer(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : -1;
        }
    }
}

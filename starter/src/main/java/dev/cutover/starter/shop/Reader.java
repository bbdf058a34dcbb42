package dev.cutover.starter.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** Reads production over one connection at a steady rate until it is told to stop. */
final class Reader implements Runnable {
    private static final String SET_CLUSTER = "SET cluster = shop_serve";

    private final Sandbox sandbox;
    private final ReadMode mode;
    private final long nanosBetweenReads;
    private final ReadCount count;
    private volatile boolean stopped;

    Reader(Sandbox sandbox, ReadMode mode, Duration pace, ReadCount count) {
        this.sandbox = sandbox;
        this.mode = mode;
        this.nanosBetweenReads = pace.toNanos();
        this.count = count;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection connection = open()) {
                readUntilStopped(connection);
            } catch (SQLException e) {
                if (!stopped) {
                    count.failed(mode, e.getMessage());
                    LockSupport.parkNanos(nanosBetweenReads);
                }
            }
        }
    }

    private void readUntilStopped(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(Answers.ONE)) {
            if (mode == ReadMode.PREPARED_ON_CLUSTER) {
                statement.execute(SET_CLUSTER);
            }
            long next = System.nanoTime();
            while (!stopped) {
                readOnce(statement, prepared);
                next = Math.max(next + nanosBetweenReads, System.nanoTime() - nanosBetweenReads * 20);
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private void readOnce(Statement statement, PreparedStatement prepared) throws SQLException {
        switch (mode) {
            case AUTOCOMMIT -> take(statement.executeQuery(Answers.ONE));
            case PREPARED, PREPARED_ON_CLUSTER -> take(prepared.executeQuery());
            case SET_CLUSTER -> {
                statement.execute(SET_CLUSTER);
                take(statement.executeQuery(Answers.ONE));
            }
        }
    }

    private void take(ResultSet rows) throws SQLException {
        try (rows) {
            if (rows.next()) {
                count.served(rows.getBigDecimal(1).toPlainString());
            } else {
                count.failed(mode, "no row");
            }
        }
    }

    private Connection open() throws SQLException {
        Properties settings = new Properties();
        boolean simple = mode == ReadMode.AUTOCOMMIT || mode == ReadMode.SET_CLUSTER;
        settings.setProperty("preferQueryMode", simple ? "simple" : "extended");
        settings.setProperty("prepareThreshold", simple ? "0" : "1");
        return sandbox.connect(Answers.READER, settings);
    }
}

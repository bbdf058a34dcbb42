package dev.cutover.activities.materialize;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One connection to Materialize in autocommit mode. Not for use by two threads, but for {@link #cancel}. */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private volatile Statement running;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Turns the current row into a value. */
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a query with its values as parameters and reads all rows. */
    public <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            running = statement;
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        } finally {
            running = null;
        }
    }

    /** Runs one statement that returns no rows. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    /** Asks the server to cancel what this session is running; may be called from another thread. */
    public void cancel() throws SQLException {
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

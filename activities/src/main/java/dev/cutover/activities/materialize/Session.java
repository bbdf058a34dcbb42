package dev.cutover.activities.materialize;

import dev.cutover.activities.running.Cancellable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** One connection to Materialize in autocommit mode. Not for use by two threads, but for {@link #cancel}. */
public final class Session implements AutoCloseable, Cancellable {
    private final Connection connection;

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
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }

    /** Runs a query of a person's making as it is, question marks included, and reads all rows. */
    public <T> List<T> queryAsWritten(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }

    /** Runs a query of a person's making as it is, and says how its columns are called. */
    public List<String> columnsAsWritten(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    names.add(rows.getMetaData().getColumnLabel(i));
                }
                return names;
            }
        }
    }

    /** The columns that a query would answer with; it is prepared and not run, and needs no cluster. */
    public List<DescribedColumn> describe(String sql) throws SQLException {
        return Description.of(connection, sql);
    }

    /** Runs one statement that returns no rows. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Sends statements as one message of the simple protocol; they stop at the first error. */
    public MessageReply message(List<String> statements) {
        return SimpleMessage.send(connection, statements);
    }

    /** Gives up on an answer that takes longer, and closes the connection then; the error is transient. Zero waits for ever. */
    public void answerWithin(Duration longest) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
    }

    @Override
    public void cancel() throws SQLException {
        if (!connection.isClosed()) {
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    @Override
    public boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A JDBC client of a sandbox, as short to use as a shell. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Connection connection;

    private Client(Connection connection) {
        this.connection = connection;
    }

    static Client of(Sandbox sandbox) throws SQLException {
        return as(sandbox, "materialize");
    }

    static Client as(Sandbox sandbox, String role) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + sandbox.port() + "/materialize";
        return new Client(DriverManager.getConnection(url, role, ""));
    }

    /** A client that sends statements in simple-query mode, several in one message if asked to. */
    static Client simple(Sandbox sandbox) throws SQLException {
        return new Client(DriverManager.getConnection(sandbox.jdbcUrl() + "&preferQueryMode=simple"));
    }

    Connection connection() {
        return connection;
    }

    void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, columns separated by a bar. */
    List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    /** Waits until a query has exactly these rows. */
    void awaitRows(String query, String... expected) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<String> wanted = List.of(expected);
        while (!rows(query).equals(wanted) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(rows(query)).isEqualTo(wanted);
    }

    /** The SQLSTATE and message with which a statement is refused; fails when it is not. */
    String refusal(String sql) {
        try {
            run(sql);
        } catch (SQLException e) {
            return e.getSQLState() + " "
                    + e.getMessage()
                            .replaceFirst("^ERROR: ", "")
                            .lines()
                            .findFirst()
                            .orElse("");
        }
        throw new AssertionError("not refused: " + sql);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

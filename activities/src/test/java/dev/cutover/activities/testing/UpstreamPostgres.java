package dev.cutover.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A real PostgreSQL that sources read. */
public final class UpstreamPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;

    private UpstreamPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one that can be replicated. */
    public static UpstreamPostgres start() throws IOException {
        return new UpstreamPostgres(EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start());
    }

    /** Runs statements. */
    public void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The statements that make a connection to it, with its secret, in a schema. */
    public String connectionIn(String schema) {
        return "CREATE SECRET " + schema + ".pw AS 'unused'; CREATE CONNECTION " + schema + ".pg TO POSTGRES (HOST"
                + " '127.0.0.1', PORT " + server.getPort() + ", USER 'postgres', PASSWORD SECRET " + schema
                + ".pw, DATABASE 'postgres');";
    }

    /** Names of its replication slots, in order. */
    public List<String> slots() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT slot_name FROM pg_replication_slots")) {
            TreeSet<String> slots = new TreeSet<>();
            while (rows.next()) {
                slots.add(rows.getString(1));
            }
            return new ArrayList<>(slots);
        }
    }

    /** Waits until these are its slots. */
    public void awaitSlots(List<String> wanted) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!slots().equals(wanted) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(slots()).isEqualTo(wanted);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

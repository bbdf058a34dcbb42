package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sources read tables that a real PostgreSQL publishes. */
@Execution(ExecutionMode.SAME_THREAD)
class PostgresSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private static EmbeddedPostgres upstream;

    private Sandbox sandbox;
    private Client client;

    @BeforeAll
    static void startUpstream() throws Exception {
        upstream = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
    }

    @AfterAll
    static void stopUpstream() throws Exception {
        upstream.close();
    }

    @BeforeEach
    void install() throws Exception {
        upstream("DROP PUBLICATION IF EXISTS shop");
        upstream("DROP TABLE IF EXISTS orders, notes, half");
        upstream("CREATE TABLE orders (id int PRIMARY KEY, note text, at timestamptz)");
        upstream("CREATE TABLE notes (text text)");
        upstream("CREATE TABLE half (a int)");
        upstream("ALTER TABLE orders REPLICA IDENTITY FULL");
        upstream("ALTER TABLE notes REPLICA IDENTITY FULL");
        upstream("INSERT INTO orders VALUES (1, 'it''s \\ one', '2026-01-02 03:04:05Z'), (2, NULL, NULL)");
        upstream("CREATE PUBLICATION shop FOR ALL TABLES");
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE CLUSTER c (SIZE '25cc')", "CREATE SECRET pw AS 'very secret'");
        client.run("CREATE CONNECTION pg TO POSTGRES (HOST '127.0.0.1', PORT " + upstream.getPort()
                + ", USER 'postgres', PASSWORD SECRET pw, DATABASE 'postgres')");
    }

    @AfterEach
    void remove() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void aTableHasItsSnapshotAtOnceAndFollowsTheUpstream() throws Exception {
        client.run("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop')");
        client.run("CREATE TABLE orders FROM SOURCE s (REFERENCE public.orders)");

        assertThat(client.rows("SELECT id, note FROM orders ORDER BY id")).containsExactly("1|it's \\ one", "2|null");
        upstream("UPDATE orders SET note = 'new' WHERE id = 2");
        upstream("DELETE FROM orders WHERE id = 1");
        awaitRows("SELECT id, note FROM orders", "2|new");
    }

    @Test
    void theCatalogHasTheSourceItsSlotAndItsTable() throws Exception {
        client.run("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop')");
        client.run("CREATE TABLE t FROM SOURCE s (REFERENCE orders)");

        assertThat(client.rows("SELECT name, type FROM mz_sources WHERE id LIKE 'u%'"))
                .containsExactly("s|postgres");
        assertThat(client.rows("SELECT schema_name, table_name FROM mz_internal.mz_postgres_source_tables"))
                .containsExactly("public|orders");
        assertThat(client.rows("SELECT name, status FROM mz_internal.mz_source_statuses WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("s|running", "t|running");
        String slot = client.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources")
                .get(0);
        assertThat(slot).startsWith("materialize_");
        awaitSlots(slot);
        client.run("DROP TABLE t", "DROP SOURCE s");
        awaitSlots();
    }

    @Test
    void aSourceCanBringItsTablesAlong() throws Exception {
        upstream("DROP TABLE half");
        client.run("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop') FOR ALL TABLES");

        assertThat(client.rows("SELECT name, type FROM mz_sources WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("notes|subsource", "orders|subsource", "s|postgres", "s_progress|progress");
        assertThat(client.rows("SELECT count(*) FROM orders")).containsExactly("2");
        client.run("CREATE SOURCE two IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop')"
                + " FOR TABLES (public.orders AS renamed)");
        assertThat(client.rows("SELECT count(*) FROM renamed")).containsExactly("2");
    }

    @Test
    void whatThePublicationDoesNotHaveIsRefused() {
        String source = "CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop') FOR TABLES (";

        assertThat(client.refusal("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'nothing')"))
                .isEqualTo("XX000 failed to connect to PostgreSQL database");
        assertThat(client.refusal(source + "nowhere)")).isEqualTo("XX000 reference to nowhere not found in source");
        assertThat(client.refusal(source + "half)"))
                .isEqualTo("XX000 referenced items not tables with REPLICA IDENTITY FULL");
    }

    @Test
    void aLostPublicationStallsTheSourceUntilItIsBack() throws Exception {
        client.run("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop')");
        upstream("DROP PUBLICATION shop");

        awaitRows(
                "SELECT status, error FROM mz_internal.mz_source_statuses WHERE name = 's'",
                "stalled|publication \"shop\" does not exist");
        upstream("CREATE PUBLICATION shop FOR ALL TABLES");
        awaitRows("SELECT status FROM mz_internal.mz_source_statuses WHERE name = 's'", "running");
    }

    @Test
    void theSecretsValueIsNowhereToBeSeen() throws Exception {
        client.run("CREATE SOURCE s IN CLUSTER c FROM POSTGRES CONNECTION pg (PUBLICATION 'shop')");

        assertThat(client.rows("SHOW CREATE CONNECTION pg").toString()).doesNotContain("very secret");
        assertThat(client.rows("SELECT create_sql FROM mz_connections").toString())
                .doesNotContain("very secret");
    }

    @Test
    void tablesOfAMySqlSourceAreThereAndEmpty() throws Exception {
        client.run("CREATE CONNECTION my TO MYSQL (HOST '127.0.0.1', PORT 3306, USER 'mz') WITH (VALIDATE = false)");
        client.run("CREATE SOURCE m IN CLUSTER c FROM MYSQL CONNECTION my");
        client.run("CREATE TABLE orders FROM SOURCE m (REFERENCE shop.orders)");

        assertThat(client.rows("SELECT name, type FROM mz_sources WHERE id LIKE 'u%'"))
                .containsExactly("m|mysql");
        assertThat(client.rows("SELECT count(id) FROM orders")).containsExactly("0");
        assertThat(client.rows("SHOW CREATE TABLE orders").get(0)).contains("FROM SOURCE", "(REFERENCE = shop.orders)");
        awaitRows(
                "SELECT name, status FROM mz_internal.mz_source_statuses WHERE id LIKE 'u%' ORDER BY 1",
                "m|running", "orders|running");
        assertThat(client.refusal("CREATE SOURCE n IN CLUSTER c FROM MYSQL CONNECTION my FOR ALL TABLES"))
                .startsWith("0A000 the sandbox does not ask MySQL which tables there are");
    }

    private void awaitSlots(String... wanted) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!slots().equals(List.of(wanted)) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(slots()).containsExactly(wanted);
    }

    private static List<String> slots() throws SQLException {
        try (Connection connection = DriverManager.getConnection(upstream.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT slot_name FROM pg_replication_slots")) {
            List<String> slots = new ArrayList<>();
            while (rows.next()) {
                slots.add(rows.getString(1));
            }
            return slots;
        }
    }

    private void awaitRows(String query, String... expected) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!client.rows(query).equals(List.of(expected)) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(client.rows(query)).containsExactly(expected);
    }

    private static void upstream(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(upstream.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

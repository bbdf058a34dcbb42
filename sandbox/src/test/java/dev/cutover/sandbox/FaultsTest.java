package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.sandbox.readiness.Faults.CutMoment;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be made to go wrong with connections and with the whole server. */
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HYDRATED =
            "SELECT h.hydrated FROM mz_internal.mz_hydration_statuses h JOIN mz_objects o ON o.id = h.object_id WHERE o.name = ";

    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void aConnectionCutBeforeAStatementHasNotRunIt() throws Exception {
        sandbox.faults().cutConnection(CutMoment.BEFORE, 2);
        client.run("CREATE TABLE first (a int)");

        assertThatThrownBy(() -> client.run("CREATE TABLE second (a int)")).isInstanceOf(SQLException.class);

        assertThat(tables()).isEqualTo("first");
    }

    @Test
    void aConnectionCutDuringAStatementHasRunItUnheard() throws Exception {
        sandbox.faults().cutConnection(CutMoment.DURING, 2);
        client.run("CREATE TABLE first (a int)");

        assertThatThrownBy(() -> client.run("CREATE TABLE second (a int)")).isInstanceOf(SQLException.class);

        assertThat(tables()).isEqualTo("first second");
    }

    @Test
    void aConnectionCutAfterAStatementHasAnsweredIt() throws Exception {
        try (Client simple = Client.simple(sandbox)) {
            simple.rows("SELECT sandbox.cut_connection('after', 1)");
            simple.run("CREATE TABLE first (a int)");

            assertThatThrownBy(() -> simple.run("CREATE TABLE second (a int)")).isInstanceOf(SQLException.class);
        }

        assertThat(tables()).isEqualTo("first");
    }

    @Test
    void aBlockThatIsCutDuringAStatementIsLost() throws Exception {
        try (Client simple = Client.simple(sandbox)) {
            simple.run("CREATE SCHEMA s", "BEGIN");
            sandbox.faults().cutConnection(CutMoment.DURING, 1);

            assertThatThrownBy(() -> simple.run("ALTER SCHEMA s RENAME TO r")).isInstanceOf(SQLException.class);
        }

        try (Client fresh = Client.of(sandbox)) {
            assertThat(fresh.rows("SELECT name FROM mz_schemas WHERE name IN ('r', 's')"))
                    .containsExactly("s");
        }
    }

    @Test
    void statementsThatAreHeldWaitUntilTheFaultsAreOver() throws Exception {
        sandbox.faults().hold("CREATE TABLE", 2);
        client.run("CREATE TABLE first (a int)");
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> create("second"));
        assertThatThrownBy(() -> second.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        client.run("CREATE VIEW passes AS SELECT 1 AS a");
        assertThat(tables()).isEqualTo("first");

        sandbox.faults().reset();

        second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(tables()).isEqualTo("first second");
    }

    private void create(String table) {
        try (Client other = Client.simple(sandbox)) {
            other.run("CREATE TABLE " + table + " (a int)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherMomentIsRefused() {
        assertThat(client.refusal("SELECT sandbox.cut_connection('later', 1)"))
                .isEqualTo("XX000 before, during or after is expected, not \"later\"");
    }

    private String tables() throws SQLException {
        try (Client fresh = Client.of(sandbox)) {
            return String.join(" ", fresh.rows("SELECT name FROM mz_tables WHERE id LIKE 'u%' ORDER BY 1"));
        }
    }

    @Test
    void hydrationCanDependOnTheSizeOfTheReplica() throws Exception {
        client.run("CREATE CLUSTER small (SIZE '25cc')", "CREATE CLUSTER big (SIZE '100cc')", "CREATE TABLE t (a int)");
        sandbox.faults().neverHydrate("100cc");

        client.run("CREATE MATERIALIZED VIEW quick IN CLUSTER small AS SELECT a FROM t");
        client.run("CREATE MATERIALIZED VIEW slow IN CLUSTER big AS SELECT a FROM t");
        assertThat(client.rows(HYDRATED + "'quick'")).containsExactly("t");
        assertThat(client.rows(HYDRATED + "'slow'")).containsExactly("f");

        sandbox.faults().hydrateAfter("100cc", 0);
        assertThat(client.rows(HYDRATED + "'slow'")).containsExactly("t");
    }

    @Test
    void aRestartEndsSessionsAndKeepsTheCatalogWithItsIdsAndData() throws Exception {
        client.run("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
        String id = client.rows("SELECT id FROM mz_tables WHERE name = 't'").get(0);
        client.run("CREATE TEMPORARY VIEW mine AS SELECT 1");

        sandbox.faults().restart(300);

        assertThatThrownBy(() -> client.rows("SELECT 1")).isInstanceOf(SQLException.class);
        try (Client again = reconnected()) {
            assertThat(again.rows("SELECT id FROM mz_tables WHERE name = 't'")).containsExactly(id);
            assertThat(again.rows("SELECT a FROM t")).containsExactly("1");
            assertThat(again.refusal("SELECT * FROM mine")).startsWith("XX000 unknown catalog item");
            assertThat(again.rows("SELECT count(*) FROM mz_internal.mz_sessions"))
                    .containsExactly("1");
        }
    }

    @Test
    void whileTheServerIsDownConnectionsAreRefused() throws Exception {
        sandbox.faults().restart(PATIENCE.toMillis());

        assertThatThrownBy(() -> Client.of(sandbox)).hasMessageContaining("refused");
    }

    private Client reconnected() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return Client.of(sandbox);
            } catch (SQLException down) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
    }
}

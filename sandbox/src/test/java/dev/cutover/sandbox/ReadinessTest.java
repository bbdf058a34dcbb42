package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

class ReadinessTest {
    private static final String HYDRATION = "SELECT o.name, h.replica_id IS NOT NULL, h.hydrated FROM"
            + " mz_internal.mz_hydration_statuses h JOIN mz_objects o ON o.id = h.object_id ORDER BY 1, 2, 3";
    private static final String LAG = "SELECT (mz_now()::text::numeric - f.write_frontier::text::numeric) >= 5000 FROM"
            + " mz_internal.mz_frontiers f JOIN mz_objects o ON o.id = f.object_id WHERE o.name = 'm'";

    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE CLUSTER c (SIZE '25cc', REPLICATION FACTOR 2)", "CREATE TABLE t (a int)");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void everyReplicaHasARowOnceItHasTheData() throws Exception {
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT a FROM t");

        assertThat(client.rows(HYDRATION)).containsExactly("m|t|t", "m|t|t");

        client.run("ALTER CLUSTER c SET (REPLICATION FACTOR 0)");
        assertThat(client.rows(HYDRATION)).containsExactly("m|f|f");
    }

    @Test
    void aReadWaitsForHydrationWhateverTheTimeoutUntilItIsCancelled() throws Exception {
        sandbox.faults().neverHydrate("m");
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT a FROM t", "SET statement_timeout = '1ms'");
        assertThat(client.rows(HYDRATION)).containsExactly("m|f|f");

        try (Statement statement = client.connection().createStatement()) {
            CompletableFuture<Throwable> read = CompletableFuture.supplyAsync(() -> failure(statement));
            Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
            while (!read.isDone() && Instant.now().isBefore(deadline)) {
                // Statement.cancel() sends once only, and a cancel that comes before the read has begun is lost.
                client.connection().unwrap(PGConnection.class).cancelQuery();
            }
            assertThat(read).isDone();
            assertThat(read.get()).hasMessageContaining("canceling statement due to user request");
        }
    }

    private static Throwable failure(Statement statement) {
        try {
            statement.executeQuery("SELECT a FROM m");
            return null;
        } catch (java.sql.SQLException e) {
            return e;
        }
    }

    @Test
    void aReadGoesOnAsSoonAsTheDataAreThere() throws Exception {
        sandbox.faults().neverHydrate("m");
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT a FROM t");
        CompletableFuture<Object> read = CompletableFuture.supplyAsync(() -> {
            try {
                return client.rows("SELECT count(*) FROM m");
            } catch (java.sql.SQLException e) {
                return e;
            }
        });

        sandbox.faults().hydrateAfter("m", 0);

        assertThat(read).succeedsWithin(Duration.ofSeconds(30)).hasToString("[0]");
    }

    @Test
    void lagAndOddRowsCanBeAskedForInSql() throws Exception {
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT a FROM t");
        assertThat(client.rows(LAG)).containsExactly("f");

        client.rows("SELECT sandbox.lag('m', 60000)");
        assertThat(client.rows(LAG)).containsExactly("t");

        client.rows("SELECT sandbox.null_replica_row('m')");
        assertThat(client.rows(HYDRATION)).containsExactly("m|f|f");

        client.rows("SELECT sandbox.missing_hydration_row('m')");
        assertThat(client.rows(HYDRATION)).isEmpty();

        client.rows("SELECT sandbox.reset()");
        assertThat(client.rows(HYDRATION)).containsExactly("m|t|t", "m|t|t");
    }

    @Test
    void nothingIsHydratedOnACrashLoopingReplica() throws Exception {
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT a FROM t");

        sandbox.faults().replicaCrashLooping("c");

        assertThat(client.rows(HYDRATION)).containsExactly("m|f|f");
        assertThat(
                        client.rows(
                                "SELECT DISTINCT s.reason FROM mz_internal.mz_cluster_replica_statuses s JOIN"
                                        + " mz_cluster_replicas r ON r.id = s.replica_id JOIN mz_clusters c ON c.id = r.cluster_id WHERE c.name = 'c'"))
                .containsExactly("oom-killed");
    }

    @Test
    void aConstantViewHasNoFrontierBecauseItIsComplete() throws Exception {
        client.run("CREATE MATERIALIZED VIEW m IN CLUSTER c AS SELECT 1 AS a");

        assertThat(client.rows(
                        "SELECT f.write_frontier IS NULL FROM mz_internal.mz_frontiers f JOIN mz_objects o ON o.id ="
                                + " f.object_id WHERE o.name = 'm'"))
                .containsExactly("t");
    }

    @Test
    void aQueryOnAClusterWithoutReplicasFailsAtOnce() throws Exception {
        client.run("CREATE CLUSTER empty (SIZE '25cc', REPLICATION FACTOR 0)", "SET cluster = empty");

        assertThat(client.refusal("SELECT a FROM t"))
                .isEqualTo("0A000 CLUSTER \"empty\" has no replicas available to service request");
        assertThat(client.rows("SELECT 1")).containsExactly("1");
    }
}

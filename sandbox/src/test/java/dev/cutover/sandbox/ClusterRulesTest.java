package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What managed and unmanaged clusters refuse, and memberships, replacements and times beside what the recordings show. */
class ClusterRulesTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE CLUSTER hand REPLICAS (r1 (SIZE '25cc'), r2 (SIZE '25cc'))");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void anUnmanagedClusterHasNoOptions() {
        assertThat(client.refusal("ALTER CLUSTER hand SET (SIZE '50cc')"))
                .isEqualTo("XX000 SIZE not supported for unmanaged clusters");
        assertThat(client.refusal("ALTER CLUSTER hand RESET (REPLICATION FACTOR)"))
                .isEqualTo("XX000 Cannot change REPLICATION FACTOR of unmanaged clusters");
        assertThat(client.refusal("CREATE CLUSTER other REPLICAS (), SIZE '25cc'"))
                .isEqualTo("XX000 SIZE not supported for unmanaged clusters");
    }

    @Test
    void anUnmanagedClusterBecomesManagedWhenItsReplicasFit() throws Exception {
        assertThat(client.refusal("ALTER CLUSTER hand SET (MANAGED, REPLICATION FACTOR 1)"))
                .isEqualTo("XX000 REPLICATION FACTOR 1 does not match number of replicas (2)");
        assertThat(client.refusal("ALTER CLUSTER hand SET (MANAGED, SIZE '50cc')"))
                .isEqualTo("XX000 Cluster replicas of size 25cc do not match expected SIZE 50cc");

        client.run("ALTER CLUSTER hand SET (MANAGED)");

        assertThat(client.rows("SELECT managed, size, replication_factor FROM mz_clusters WHERE name = 'hand'"))
                .containsExactly("t|25cc|2");
        assertThat(client.refusal("DROP CLUSTER REPLICA hand.r1"))
                .isEqualTo("XX000 cannot drop replica of managed cluster");
    }

    @Test
    void theSizesOfMaterializesOwnTestsExist() throws Exception {
        client.run("CREATE CLUSTER first (SIZE 'bootstrap')", "CREATE CLUSTER second (SIZE 'scale=2,workers=4')");

        assertThat(client.rows("SELECT size, processes, workers FROM mz_cluster_replica_sizes WHERE size LIKE '%s%'"))
                .containsExactlyInAnyOrder("bootstrap|1|1", "scale=2,workers=4|2|4");
        assertThat(client.refusal("CREATE CLUSTER third (SIZE 'bootstraps')"))
                .isEqualTo("XX000 unknown cluster replica size bootstraps");
    }

    @Test
    void aClusterHasAtMostFiveReplicas() {
        assertThat(client.refusal("CREATE CLUSTER big (SIZE '25cc', REPLICATION FACTOR 6)"))
                .isEqualTo("53000 creating cluster replica would violate max_replicas_per_cluster limit"
                        + " (desired: 6, limit: 5, current: 0)");
    }

    @Test
    void aDefaultIndexOfAConstantRelationIsOnItsFirstColumnWithoutRepetitions() throws Exception {
        client.run(
                "CREATE VIEW pairs AS SELECT * FROM (VALUES ('x', 'a'), ('x', 'b'), ('y', NULL)) _ (l, r)",
                "CREATE VIEW turned AS SELECT r, l FROM pairs",
                "CREATE VIEW single AS SELECT 1 AS a, 2 AS b",
                "CREATE VIEW endless AS SELECT a, b FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b",
                "CREATE TABLE t (a int, b int)",
                "INSERT INTO t VALUES (1, 1), (2, 1)");
        for (String relation : List.of("pairs", "turned", "single", "endless", "t")) {
            client.run("CREATE DEFAULT INDEX ON " + relation);
        }

        assertThat(client.rows("SHOW INDEXES"))
                .containsExactly(
                        "endless_primary_idx|endless|quickstart|{a,b}|",
                        "pairs_primary_idx|pairs|quickstart|{r}|",
                        "single_primary_idx|single|quickstart|{a,b}|",
                        "t_primary_idx|t|quickstart|{a,b}|",
                        "turned_primary_idx|turned|quickstart|{r}|");
    }

    @Test
    void membershipsHaveNoCircles() throws Exception {
        client.run("CREATE ROLE app", "CREATE ROLE team", "GRANT team TO app");

        assertThat(client.refusal("GRANT app TO team")).isEqualTo("XX000 role \"app\" is a member of role \"team\"");
    }

    @Test
    void aReplacementTakesThePlaceOfTheQueryAndKeepsTheId() throws Exception {
        client.run(
                "CREATE TABLE t (a int)",
                "INSERT INTO t VALUES (1)",
                "CREATE MATERIALIZED VIEW m AS SELECT a FROM t",
                "CREATE VIEW reader AS SELECT a FROM m",
                "CREATE REPLACEMENT MATERIALIZED VIEW next FOR m AS SELECT a * 2 AS a FROM t");
        String id = client.rows("SELECT id FROM mz_materialized_views WHERE name = 'm'")
                .get(0);
        assertThat(client.refusal("DROP MATERIALIZED VIEW m")).startsWith("XX000 cannot drop materialized view \"m\"");

        client.run("ALTER MATERIALIZED VIEW m APPLY REPLACEMENT next");

        assertThat(client.rows("SELECT a FROM reader")).containsExactly("2");
        assertThat(client.rows("SELECT id FROM mz_materialized_views")).containsExactly(id);
    }

    @Test
    void thePastIsGoneAndThePresentIsThere() throws Exception {
        client.run("CREATE TABLE t (a int)");

        assertThat(client.refusal("SELECT a FROM t AS OF 1"))
                .isEqualTo("22000 could not find a valid timestamp for the query");
        assertThat(client.rows("SELECT a FROM t AS OF " + System.currentTimeMillis()))
                .isEmpty();
    }
}

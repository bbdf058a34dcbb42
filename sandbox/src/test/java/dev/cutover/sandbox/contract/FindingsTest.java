package dev.cutover.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Result;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known facts about Materialize of which the recordings in this folder show only a part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsTest {

    private ServerUnderTest server;
    private ServerUnderTest.Use use;
    private WireClient a;
    private WireClient b;

    @BeforeAll
    void startServer() {
        server = ServerUnderTest.start();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        use = server.open();
        use.server().prepare(Map.of());
        a = session("materialize");
        b = session("materialize");
        run(a, "CREATE SCHEMA shop");
        run(a, "CREATE SCHEMA green");
        run(a, "CREATE TABLE t (a int)");
        run(a, "CREATE CLUSTER ct_a (SIZE '25cc', REPLICATION FACTOR 0)");
    }

    @AfterEach
    void remove() throws IOException {
        a.close();
        b.close();
        use.server().removeEverything();
        use.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT ON TABLE t IS 'x'",
                "GRANT USAGE ON SCHEMA shop TO PUBLIC",
                "CREATE TEMP VIEW tv AS SELECT 1",
                "ALTER CLUSTER ct_a SET (INTROSPECTION INTERVAL '2s')",
                "CREATE VIEW v AS SELECT 1",
                "CREATE ROLE ct_r",
                "DROP TABLE t",
                "ALTER SCHEMA green RENAME TO other"
            })
    void anyChangeOfTheCatalogFailsAnOpenSwap(String change) {
        run(a, "BEGIN");
        run(a, "ALTER CLUSTER ct_a RENAME TO ct_b");
        run(b, change);

        assertThat(error(ask(a, "COMMIT"))).isEqualTo("40001");
        assertThat(ask(a, "SELECT 1").status()).isEqualTo("I");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1)",
                "SELECT * FROM t",
                "SET cluster = quickstart",
                "DROP TABLE IF EXISTS nope",
                "DROP SCHEMA IF EXISTS nope"
            })
    void whatChangesNothingInTheCatalogDisturbsNoSwap(String statement) {
        run(a, "BEGIN");
        run(a, "ALTER SCHEMA shop SWAP WITH green");
        run(b, statement);

        assertThat(tags(ask(a, "COMMIT"))).containsExactly("COMMIT");
    }

    @Test
    void aReadOnlyBlockDoesNotStopASwap() {
        run(a, "BEGIN READ ONLY");
        run(a, "ALTER SCHEMA shop SWAP WITH green");

        assertThat(tags(ask(a, "COMMIT"))).containsExactly("COMMIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER CLUSTER ct_a SET (REPLICATION FACTOR 1)", "ALTER SINK s SET FROM t"})
    void whatMustStandAloneIsRefusedNextToASwap(String statement) {
        run(a, "BEGIN");
        run(a, "ALTER SCHEMA shop SWAP WITH green");

        assertThat(error(ask(a, statement))).isEqualTo("25001");
    }

    @Test
    void aParameterMayBeReadNextToASwapButARelationMayNot() {
        run(a, "BEGIN");
        run(a, "ALTER SCHEMA shop SWAP WITH green");

        assertThat(ask(a, "SHOW cluster").status()).isEqualTo("T");
        assertThat(error(ask(a, "SELECT * FROM t"))).isEqualTo("25000");
    }

    @Test
    void aSchemaCannotHaveATakenNameNotEvenItsOwnButAClusterCanHaveItsOwn() {
        run(a, "CREATE CLUSTER ct_b (SIZE '25cc', REPLICATION FACTOR 0)");

        assertThat(message(ask(a, "ALTER SCHEMA shop RENAME TO green"))).contains("already exists");
        assertThat(message(ask(a, "ALTER SCHEMA shop RENAME TO shop"))).contains("already exists");
        assertThat(message(ask(a, "ALTER CLUSTER ct_a RENAME TO ct_b"))).contains("uniqueness violation");
        run(a, "ALTER CLUSTER ct_a RENAME TO ct_a");
    }

    @Test
    void aSelfSwapSucceedsAndTheSecondNameIsUnqualified() {
        run(a, "ALTER SCHEMA shop SWAP WITH shop");
        run(a, "ALTER CLUSTER ct_a SWAP WITH ct_a");

        assertThat(error(ask(a, "ALTER SCHEMA shop SWAP WITH ct.green"))).isEqualTo("42601");
        assertThat(names(a, "SELECT name FROM mz_schemas WHERE id LIKE 'u%' AND name IN ('shop', 'green') ORDER BY 1"))
                .containsExactly("green", "shop");
    }

    @Test
    void aCommentHoldsAThousandAndTwentyFourBytes() {
        run(a, "COMMENT ON SCHEMA shop IS '" + "x".repeat(1024) + "'");

        assertThat(error(ask(a, "COMMENT ON SCHEMA shop IS '" + "x".repeat(1025) + "'")))
                .isNotNull();
        run(a, "COMMENT ON SCHEMA shop IS NULL");
        assertThat(names(a, "SELECT comment FROM mz_internal.mz_comments WHERE object_type = 'schema'"))
                .isEmpty();
    }

    @Test
    void commentsGrantsAndOwnersStayWithTheIdInASwap() {
        run(a, "CREATE ROLE ct_r");
        run(a, "COMMENT ON SCHEMA shop IS 'blue'");
        run(a, "GRANT USAGE ON SCHEMA shop TO ct_r");
        run(a, "ALTER SCHEMA shop SWAP WITH green");

        assertThat(names(
                        a,
                        "SELECT s.name FROM mz_internal.mz_comments c JOIN mz_schemas s ON s.id = c.id"
                                + " WHERE c.comment = 'blue'"))
                .containsExactly("green");
        assertThat(names(a, "SELECT has_schema_privilege('ct_r', 'green', 'USAGE')"))
                .containsExactly("t");
        assertThat(names(a, "SELECT has_schema_privilege('ct_r', 'shop', 'USAGE')"))
                .containsExactly("f");
    }

    @Test
    void theExtendedProtocolTakesOneStatementAndNoParametersInChangesOfTheCatalog() {
        assertThat(message(extended(a, "SELECT 1; SELECT 2"))).contains("cannot insert multiple commands");
        for (String statement : List.of("BEGIN", "ALTER SCHEMA shop SWAP WITH green", "COMMIT")) {
            assertThat(error(extended(a, statement))).isNull();
        }
        assertThat(error(extended(a, "CREATE VIEW v AS SELECT $1::int"))).isNotNull();
    }

    @Test
    void anUnmanagedClusterHasNoCreateStatement() {
        run(a, "CREATE CLUSTER ct_u REPLICAS (r1 (SIZE '25cc'), r2 (SIZE '50cc'))");

        assertThat(error(ask(a, "SHOW CREATE CLUSTER ct_u"))).isNotNull();
        assertThat(names(
                        a,
                        "SELECT r.name || ' ' || r.size FROM mz_cluster_replicas r JOIN mz_clusters c"
                                + " ON c.id = r.cluster_id WHERE c.name = 'ct_u' AND NOT c.managed ORDER BY 1"))
                .containsExactly("r1 25cc", "r2 50cc");
    }

    @Test
    void aClusterIsReplayedFromItsCreateStatement() {
        run(a, "CREATE CLUSTER ct_b (SIZE '50cc', REPLICATION FACTOR 2, INTROSPECTION INTERVAL '5s')");
        String statement = ask(a, "SHOW CREATE CLUSTER ct_b")
                .results()
                .get(0)
                .rows()
                .get(0)
                .get(1);

        run(a, statement.replace("\"ct_b\"", "\"ct_c\""));

        assertThat(ask(a, "SHOW CREATE CLUSTER ct_c")
                        .results()
                        .get(0)
                        .rows()
                        .get(0)
                        .get(1))
                .isEqualTo(statement.replace("\"ct_b\"", "\"ct_c\""));
    }

    @Test
    void aClusterWithObjectsIsDroppedOnlyByCascadeTogetherWithWhatReadsThem() {
        run(a, "CREATE MATERIALIZED VIEW shop.m IN CLUSTER ct_a AS SELECT a FROM t");
        run(a, "CREATE VIEW green.reader AS SELECT a FROM shop.m");

        assertThat(error(ask(a, "DROP CLUSTER ct_a"))).isEqualTo("XX000");
        run(a, "DROP CLUSTER ct_a CASCADE");
        assertThat(names(a, "SELECT name FROM mz_objects WHERE id LIKE 'u%' ORDER BY 1"))
                .containsExactly("t");
    }

    @Test
    void aReadOnAClusterWithoutReplicasIsRefusedAtOnce() {
        run(a, "SET cluster = ct_a");

        assertThat(error(ask(a, "SELECT * FROM t"))).isEqualTo("0A000");
    }

    @Test
    void aClusterThatDoesNotExistIsAnErrorOnlyAtItsFirstUse() {
        assertThat(ask(a, "SET cluster = ct_nope").notices()).isNotEmpty();
        assertThat(message(ask(a, "SELECT * FROM t"))).isEqualTo("unknown cluster 'ct_nope'");
    }

    @Test
    void anObjectWithoutReplicaIsReportedAsNotHydrated() {
        run(a, "CREATE MATERIALIZED VIEW shop.m IN CLUSTER ct_a AS SELECT a FROM t");

        assertThat(
                        names(
                                a,
                                "SELECT (h.replica_id IS NULL)::text || ' ' || h.hydrated::text FROM"
                                        + " mz_internal.mz_hydration_statuses h JOIN mz_objects o ON o.id = h.object_id WHERE o.name = 'm'"))
                .containsExactly("true false");
    }

    private WireClient session(String user) {
        return use.server().open(Map.of("user", user, "database", "ct", "options", "--welcome_message=off"), false);
    }

    private static Answer ask(WireClient session, String sql) {
        session.sendQuery(sql);
        return session.read();
    }

    private static Answer extended(WireClient session, String sql) {
        session.sendExtended(sql, List.of(), List.of());
        return session.read();
    }

    private static void run(WireClient session, String sql) {
        Answer answer = ask(session, sql);
        assertThat(answer.results())
                .as(sql)
                .allSatisfy(result -> assertThat(result.error())
                        .as("%s: %s", sql, result.message())
                        .isNull());
    }

    private static String error(Answer answer) {
        return answer.results().get(answer.results().size() - 1).error();
    }

    private static String message(Answer answer) {
        return answer.results().get(answer.results().size() - 1).message();
    }

    private static List<String> tags(Answer answer) {
        return answer.results().stream().map(Result::tag).toList();
    }

    private static List<String> names(WireClient session, String sql) {
        Answer answer = ask(session, sql);
        assertThat(answer.results().get(0).rows()).as(sql + " " + answer).isNotNull();
        return answer.results().get(0).rows().stream().map(row -> row.get(0)).collect(Collectors.toList());
    }
}

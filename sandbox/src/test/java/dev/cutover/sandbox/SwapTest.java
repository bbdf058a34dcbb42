package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SwapTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.simple(sandbox);
        client.run(
                "CREATE SCHEMA shop",
                "CREATE SCHEMA green",
                "CREATE CLUSTER serving (SIZE '25cc')",
                "CREATE CLUSTER serving_green (SIZE '25cc')",
                "CREATE TABLE orders (id int, amount int)",
                "INSERT INTO orders VALUES (1, 10), (2, 20)",
                "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER serving AS SELECT sum(amount) AS s FROM orders",
                "CREATE MATERIALIZED VIEW green.totals IN CLUSTER serving_green AS SELECT sum(amount) + 1 AS s FROM orders",
                "CREATE VIEW outside AS SELECT s FROM shop.totals");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    private static final String CUTOVER =
            "BEGIN; ALTER SCHEMA shop SWAP WITH green; ALTER CLUSTER serving SWAP WITH serving_green;"
                    + " ALTER SCHEMA green RENAME TO retired; ALTER CLUSTER serving_green RENAME TO serving_retired; COMMIT";

    @Test
    void swapsSchemasAndClustersTogetherAndIdsStayWithTheirContents() throws Exception {
        String before =
                client.rows("SELECT id FROM mz_schemas WHERE name = 'green'").get(0);

        client.run(CUTOVER);

        assertThat(client.rows("SELECT s FROM shop.totals")).containsExactly("31");
        assertThat(client.rows("SELECT s FROM retired.totals")).containsExactly("30");
        assertThat(client.rows("SELECT id FROM mz_schemas WHERE name = 'shop'")).containsExactly(before);
        assertThat(client.rows("SHOW CREATE VIEW outside"))
                .containsExactly("materialize.public.outside|CREATE VIEW materialize.public.outside AS SELECT s FROM"
                        + " materialize.retired.totals;");
    }

    @Test
    void failsTheSecondTimeAndLeavesAFailedBlockWhoseCommitSaysRollback() throws Exception {
        client.run(CUTOVER);

        assertThat(client.refusal(CUTOVER)).isEqualTo("XX000 unknown schema 'green'");
        assertThat(client.refusal("SELECT 1")).startsWith("25P02");
        client.run("ROLLBACK");
        assertThat(client.rows("SELECT s FROM shop.totals")).containsExactly("31");
    }

    @Test
    void anyForeignChangeDuringTheBlockMakesItFail() throws Exception {
        try (Client other = Client.of(sandbox)) {
            client.run("BEGIN", "ALTER SCHEMA shop SWAP WITH green");
            other.run("COMMENT ON SCHEMA green IS 'unrelated'");

            assertThat(client.refusal("COMMIT")).startsWith("40001 another session modified the catalog");
            assertThat(client.rows("SELECT s FROM shop.totals")).containsExactly("30");
        }
    }

    @Test
    void aPreparedStatementSeesTheNewSideAtOnce() throws Exception {
        try (Client reader = Client.of(sandbox);
                PreparedStatement prepared =
                        reader.connection().prepareStatement("SELECT s FROM shop.totals WHERE s > ?")) {
            for (int i = 0; i < 8; i++) {
                assertThat(one(prepared)).isEqualTo(30);
            }
            client.run(CUTOVER);
            assertThat(one(prepared)).isEqualTo(31);
        }
    }

    private static int one(PreparedStatement prepared) throws Exception {
        prepared.setInt(1, 0);
        try (ResultSet result = prepared.executeQuery()) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    @Test
    void aLostReplyToCommitLeavesTheSwapDoneOrUndoneAsAsked() throws Exception {
        sandbox.faults().loseCommitReply(false);
        assertThat(client.refusal(CUTOVER)).startsWith("08");
        try (Client again = Client.simple(sandbox)) {
            assertThat(again.rows("SELECT s FROM shop.totals")).containsExactly("30");
            sandbox.faults().loseCommitReply(true);
            assertThat(again.refusal(CUTOVER)).startsWith("08");
        }
        try (Client last = Client.simple(sandbox)) {
            assertThat(last.rows("SELECT s FROM shop.totals")).containsExactly("31");
        }
    }
}

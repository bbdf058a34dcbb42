package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and comments that are refused, in Materialize's words. */
class NameRulesTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE SCHEMA shop", "CREATE SCHEMA green", "CREATE TABLE shop.t (a int)");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER SCHEMA shop SWAP WITH mz_catalog | XX000 unknown schema 'mz_catalog'",
                "ALTER SCHEMA mz_catalog SWAP WITH shop | XX000 cannot swap schemas that are in the ambient database",
                "ALTER SCHEMA mz_catalog RENAME TO x | 0A000 renaming the mz_catalog schema is not supported",
                "ALTER SCHEMA shop RENAME TO green | XX000 schema 'green' already exists",
                "ALTER SCHEMA shop RENAME TO mz_x | XX000 unacceptable schema name 'mz_x'",
                "ALTER SCHEMA nope SWAP WITH shop | XX000 unknown schema 'nope'",
            })
    void aSchemaCannotBeMovedThere(String statement, String refusal) {
        assertThat(client.refusal(statement)).isEqualTo(refusal);
    }

    @Test
    void ifExistsForgivesEveryChangeOfASchema() throws Exception {
        client.run(
                "ALTER SCHEMA IF EXISTS nope SWAP WITH shop",
                "ALTER SCHEMA IF EXISTS nope RENAME TO x",
                "ALTER SCHEMA IF EXISTS nope OWNER TO materialize");

        assertThat(client.rows("SELECT name FROM mz_schemas WHERE name IN ('shop', 'green') ORDER BY 1"))
                .containsExactly("green", "shop");
    }

    @Test
    void aCommentThatIsTooLongIsRefusedWithItsLengthInBytes() throws Exception {
        client.run("COMMENT ON SCHEMA shop IS '" + "ö".repeat(512) + "'");

        assertThat(client.refusal("COMMENT ON SCHEMA shop IS '" + "ö".repeat(513) + "'"))
                .isEqualTo("XX000 provided comment was 1026 bytes long, max size is 1024 bytes");
    }

    @Test
    void theOldestDependentStandsInTheWayEvenWhenItIsNamedToo() throws Exception {
        client.run("CREATE VIEW v1 AS SELECT a FROM shop.t", "CREATE VIEW v2 AS SELECT a FROM v1");

        assertThat(client.refusal("DROP VIEW v1, v2"))
                .isEqualTo("XX000 cannot drop view \"v1\": still depended upon by view \"v2\"");
        client.run("CREATE VIEW v3 AS SELECT a FROM v1");
        assertThat(client.refusal("DROP VIEW v1")).contains("by view \"v2\"");
    }

    @Test
    void aChangeOfRowsInABlockIsRefusedWithItsText() throws Exception {
        client.run("BEGIN");
        assertThat(client.refusal("UPDATE shop.t SET a = 2"))
                .isEqualTo("25001 UPDATE shop.t SET a = 2 cannot be run inside a transaction block");
    }
}

package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectsTest {
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
    void namesInEveryPlaceOfAQueryAreFound() throws Exception {
        client.run(
                "CREATE SCHEMA \"Odd Schema\"",
                "CREATE TABLE \"Odd Schema\".\"Odd.Table\" (id int, \"Odd Column\" text)",
                "INSERT INTO \"Odd Schema\".\"Odd.Table\" VALUES (1, 'from'), (2, 'join')",
                "CREATE TABLE plain (id int, note text)",
                "INSERT INTO plain VALUES (1, 'a')");

        assertThat(client.rows(
                        "WITH plain AS (SELECT id FROM \"Odd Schema\".\"Odd.Table\") SELECT count(*) FROM plain"))
                .containsExactly("2");
        assertThat(client.rows(
                        "SELECT o.\"Odd Column\", p.note FROM \"Odd Schema\".\"Odd.Table\" AS o LEFT JOIN plain p"
                                + " ON p.id = o.id, (SELECT 1 AS one FROM materialize.public.plain) s ORDER BY 1"))
                .containsExactly("from|a", "join|null");
        assertThat(client.rows(
                        "SELECT extract(year FROM timestamp '2026-01-02'), plain.id IS DISTINCT FROM 2 FROM plain"))
                .containsExactly("2026|t");
        assertThat(client.rows(
                        "SELECT materialize.public.plain.note FROM materialize.public.plain WHERE EXISTS (SELECT 1"
                                + " FROM \"Odd Schema\".\"Odd.Table\" x WHERE x.id = plain.id)"))
                .containsExactly("a");
    }

    @Test
    void aColumnMayNameItsRelationByAnyPartOfItsFullName() throws Exception {
        client.run(
                "CREATE SCHEMA shop",
                "CREATE SCHEMA old",
                "CREATE TABLE shop.orders (id int, note text)",
                "CREATE TABLE old.orders (id int)",
                "INSERT INTO shop.orders VALUES (1, 'new'), (2, 'both')",
                "INSERT INTO old.orders VALUES (2), (3)");

        assertThat(client.rows("SELECT shop.orders.id FROM shop.orders ORDER BY materialize.shop.orders.id"))
                .containsExactly("1", "2");
        assertThat(client.rows("SELECT shop.orders.* FROM materialize.shop.orders WHERE orders.id = 1"))
                .containsExactly("1|new");
        assertThat(client.rows("SELECT old.orders.id, shop.orders.note FROM shop.orders JOIN old.orders"
                        + " ON shop.orders.id = materialize.old.orders.id"))
                .containsExactly("2|both");
        assertThat(client.rows("SELECT id FROM shop.orders WHERE NOT EXISTS (SELECT 1 FROM old.orders"
                        + " WHERE orders.id = shop.orders.id)"))
                .containsExactly("1");
        assertThat(client.rows("SELECT shop.orders.id FROM shop.orders WHERE orders.id < 2 UNION ALL"
                        + " SELECT old.orders.id FROM old.orders WHERE orders.id > 2"))
                .containsExactlyInAnyOrder("1", "3");
        assertThat(client.refusal("SELECT old.orders.id FROM shop.orders")).contains("orders");
    }

    @Test
    void aViewMayNameColumnsByTheirFullNamesAndFollowsTheirRelations() throws Exception {
        client.run(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int)",
                "INSERT INTO shop.orders VALUES (1), (2)",
                "CREATE MATERIALIZED VIEW late AS SELECT shop.orders.id FROM shop.orders WHERE materialize.shop.orders.id > 1",
                "ALTER SCHEMA shop RENAME TO store");

        assertThat(client.rows("SELECT public.late.id FROM late")).containsExactly("2");
        client.run("UPDATE store.orders SET id = 9 WHERE store.orders.id = 2");
        assertThat(client.rows("SELECT store.orders.id FROM store.orders WHERE store.orders.id > 1"))
                .containsExactly("9");
        client.run("DELETE FROM store.orders WHERE materialize.store.orders.id = 9");
        assertThat(client.rows("SELECT * FROM late")).isEmpty();
    }

    @Test
    void aShellIsToldWhoOwnsWhat() throws Exception {
        client.run("CREATE TABLE mine (id int)", "CREATE SCHEMA shop");

        assertThat(client.rows("SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
                        + " WHERE c.relname = 'mine'"))
                .containsExactly("materialize");
        assertThat(client.rows("SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n"
                        + " WHERE n.nspname IN ('shop', 'public') ORDER BY 1"))
                .containsExactly("public|mz_system", "shop|materialize");
        assertThat(client.rows("SELECT pg_catalog.pg_get_userbyid(d.datdba) FROM pg_catalog.pg_database d"
                        + " WHERE d.datname = 'materialize'"))
                .containsExactly("mz_system");
    }

    @Test
    void bothFormatsAndParametersPassThrough() throws Exception {
        client.run("CREATE TABLE t (a int, b text, c numeric, d timestamptz)");
        try (PreparedStatement insert = client.connection().prepareStatement("INSERT INTO t VALUES (?, ?, ?, now())")) {
            for (int i = 0; i < 10; i++) {
                insert.setInt(1, i);
                insert.setString(2, "b" + i);
                insert.setBigDecimal(3, java.math.BigDecimal.valueOf(i, 1));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        try (PreparedStatement select = client.connection().prepareStatement("SELECT a, b, c FROM t WHERE a = ?")) {
            for (int i = 0; i < 10; i++) {
                select.setInt(1, i);
                try (ResultSet result = select.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getInt(1)).isEqualTo(i);
                    assertThat(result.getString(2)).isEqualTo("b" + i);
                    assertThat(result.getBigDecimal(3)).isEqualByComparingTo("" + i / 10.0);
                }
            }
        }
    }

    @Test
    void aDropThatSomethingNeedsIsRefusedAndCascadeTellsWhatWent() throws Exception {
        client.run("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t", "CREATE INDEX i ON v (a)");

        assertThat(client.refusal("DROP TABLE t"))
                .isEqualTo("XX000 cannot drop table \"t\": still depended upon by view \"v\"");
        client.run("DROP TABLE t CASCADE");
        assertThat(client.rows("SHOW OBJECTS")).isEmpty();
    }

    @Test
    void aDropNeverWaitsForSomebodyWhoIsReading() throws Exception {
        client.run("CREATE TABLE t (a int)");
        try (Client reader = Client.of(sandbox)) {
            reader.run("BEGIN", "SELECT a FROM t");
            client.run("DROP TABLE t", "CREATE TABLE t (b int)");
            assertThat(client.rows("SELECT count(*) FROM t")).containsExactly("0");
            reader.run("ROLLBACK");
        }
    }

    @Test
    void temporaryObjectsAreTheirSessionsOwnAndGoWithIt() throws Exception {
        try (Client other = Client.of(sandbox)) {
            other.run("CREATE TEMP VIEW mine AS SELECT 1 AS one");
            assertThat(other.rows("SELECT one FROM mine")).containsExactly("1");
            assertThat(client.refusal("SELECT one FROM mine")).isEqualTo("XX000 unknown catalog item 'mine'");
        }
    }

    @Test
    void aLoadGeneratorFillsItsTablesAsTimeGoesBy() throws Exception {
        client.run(
                "CREATE SOURCE auction FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1ms', UP TO 20)",
                "CREATE TABLE bids FROM SOURCE auction (REFERENCE bids)",
                "CREATE TABLE users FROM SOURCE auction (REFERENCE users)");

        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!client.rows("SELECT count(*) FROM bids").contains("200") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(client.rows("SELECT count(*) FROM bids b JOIN users u ON u.id = b.buyer"))
                .containsExactly("200");
        assertThat(client.refusal("CREATE TABLE x FROM SOURCE auction (REFERENCE nothing)"))
                .isEqualTo("XX000 reference to nothing not found in source");
    }

    @Test
    void anUnknownStatementIsRefusedInMaterializesWords() {
        assertThat(client.refusal("VACUUM"))
                .startsWith("42601 Expected a keyword at the beginning of a statement, found identifier \"vacuum\"");
        assertThat(client.refusal("SELECT pg_sleep(1)")).isEqualTo("XX000 function \"pg_sleep\" does not exist");
        assertThat(client.refusal("COPY (SELECT 1) TO '/tmp/x'")).startsWith("0A000");
    }

    @Test
    void resetForgetsEverythingThatUsersHaveMade() throws Exception {
        client.run("CREATE SCHEMA s", "CREATE CLUSTER c (SIZE '25cc')", "CREATE TABLE s.t (a int)");

        sandbox.reset();

        try (Client fresh = Client.of(sandbox)) {
            assertThat(fresh.rows("SELECT name FROM mz_schemas WHERE id LIKE 'u%'"))
                    .containsExactly("public");
            fresh.run("CREATE SCHEMA s", "CREATE TABLE s.t (a int)");
            assertThat(fresh.rows("SELECT count(*) FROM s.t")).containsExactly("0");
        }
    }
}

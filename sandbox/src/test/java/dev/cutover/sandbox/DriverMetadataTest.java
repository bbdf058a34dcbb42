package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pgjdbc finds out about a database, and so every tool that is built on it. */
class DriverMetadataTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;
    private DatabaseMetaData metadata;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int NOT NULL, note text DEFAULT 'x', price numeric(10,2))",
                "CREATE VIEW shop.cheap AS SELECT id FROM shop.orders",
                "CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS n FROM shop.orders",
                "CREATE INDEX orders_by_id ON shop.orders (id, upper(note))",
                "COMMENT ON TABLE shop.orders IS 'what was bought'",
                "COMMENT ON COLUMN shop.orders.id IS 'its number'");
        metadata = client.connection().getMetaData();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void relationsAreFoundWithTheirKindAndComment() throws Exception {
        assertThat(rows(metadata.getTables(null, "shop", "%", null), "TABLE_NAME", "TABLE_TYPE", "REMARKS"))
                .containsExactlyInAnyOrder(
                        "orders|TABLE|what was bought",
                        "cheap|VIEW|null",
                        "totals|MATERIALIZED VIEW|null",
                        "orders_by_id|INDEX|null");
        assertThat(rows(
                        metadata.getTables(null, "shop", "%", new String[] {"VIEW", "MATERIALIZED VIEW"}),
                        "TABLE_NAME"))
                .containsExactly("totals", "cheap");
        assertThat(rows(metadata.getTables(null, "mz_catalog", "mz_objects", null), "TABLE_NAME"))
                .containsExactly("mz_objects");
    }

    @Test
    void columnsAreFoundWithTypeNullabilityDefaultAndComment() throws Exception {
        assertThat(rows(
                        metadata.getColumns(null, "shop", "orders", "%"),
                        "COLUMN_NAME",
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "IS_NULLABLE",
                        "COLUMN_DEF",
                        "REMARKS"))
                .containsExactly(
                        "id|" + Types.INTEGER + "|int4|NO|NULL|its number",
                        "note|" + Types.VARCHAR + "|text|YES|'x'|null",
                        "price|" + Types.NUMERIC + "|numeric|YES|NULL|null");
    }

    @Test
    void schemasAndDatabasesAreFound() throws Exception {
        assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM"))
                .contains("shop", "public", "mz_catalog", "mz_internal", "pg_catalog", "information_schema");
        assertThat(rows(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("materialize");
    }

    @Test
    void thereAreNoKeysAndNoForeignKeys() throws Exception {
        assertThat(rows(metadata.getPrimaryKeys(null, "shop", "orders"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getImportedKeys(null, "shop", "orders"), "FKCOLUMN_NAME"))
                .isEmpty();
    }

    @Test
    void typesOfTheServerAreFound() throws Exception {
        assertThat(rows(metadata.getTypeInfo(), "TYPE_NAME"))
                .contains("int4", "text", "numeric", "jsonb", "mz_timestamp")
                .doesNotContain("xml", "money", "point");
    }

    @Test
    void whatNeedsColumnsThatTheServerDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> metadata.getTablePrivileges(null, "shop", "orders"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("column \"c.relacl\" does not exist");
    }

    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(result.getString(column));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}

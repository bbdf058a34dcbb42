package dev.cutover.starter.dbt;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.shop.Sandbox;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** New orders of one country, and what production makes of them. */
public final class Orders {
    /** Where they come from: not the country that the readers of production ask for. */
    public static final String COUNTRY = "DK";

    /** What each brings in, in euros. */
    public static final BigDecimal AMOUNT = new BigDecimal("100.00");

    private static final int CUSTOMER = 6;
    private static final int FIRST_FREE = 20_001;

    private final Sandbox sandbox;
    private int placed;

    /** Orders of the shop on this server. */
    public Orders(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Places and pays one. The order itself comes last, so that the sums change once and not three times. */
    public void place() {
        int id = FIRST_FREE + placed++;
        execute(List.of(
                "INSERT INTO shop_raw.order_items VALUES (" + id + ", 1, 1, 1, " + AMOUNT + ", 0)",
                "INSERT INTO shop_raw.payments VALUES (" + id + ", " + id + ", 'card', 'captured', " + AMOUNT
                        + ", TIMESTAMP '2026-07-01 12:00:00')",
                "INSERT INTO shop_raw.orders VALUES (" + id + ", " + CUSTOMER
                        + ", 'paid', TIMESTAMP '2026-07-01 12:00:00', 0)"));
    }

    /** How many were placed. */
    public int placed() {
        return placed;
    }

    /** The revenue of a country as production answers now. */
    public BigDecimal revenue(String country) {
        return one(
                "SELECT revenue FROM shop_mart.revenue_by_country WHERE country = '" + country + "'",
                row -> row.getBigDecimal(1));
    }

    /** How many ratings production's source has read from its topic. */
    public long ratings() {
        return one("SELECT count(*) FROM shop_ingest.ratings", row -> row.getLong(1));
    }

    /** Whether the sink reads what has the name in production, and not what had it before. */
    public boolean sinkReadsProduction() {
        return one(
                "SELECT count(*) FROM mz_catalog.mz_sinks k JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                        + " JOIN mz_catalog.mz_relations r ON r.id = d.referenced_object_id JOIN mz_catalog.mz_schemas s ON"
                        + " s.id = r.schema_id WHERE k.name = 'revenue_feed' AND s.name = 'shop_mart'",
                row -> row.getLong(1) == 1);
    }

    private void execute(List<String> statements) {
        try (Connection connection = sandbox.connect(Sandbox.DEPLOYER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The order cannot be placed: " + e.getMessage(), e);
        }
    }

    private <T> T one(String query, RowReader<T> reader) {
        try (Connection connection = sandbox.connect(Sandbox.DEPLOYER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new Problem(ExitCode.UNEXPECTED, "Production has no answer to " + query);
            }
            return reader.read(rows);
        } catch (SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "Production cannot be read: " + e.getMessage(), e);
        }
    }

    /** Takes what it needs of a row. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

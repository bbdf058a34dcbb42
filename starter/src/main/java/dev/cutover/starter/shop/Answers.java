package dev.cutover.starter.shop;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What production answers to the question that the two versions of the shop answer differently. */
public final class Answers {
    /** Who reads production. */
    static final String READER = "shop_app";

    /** One country, for many quick reads. */
    static final String ONE = "SELECT revenue FROM materialize.shop_mart.revenue_by_country WHERE country = 'IT'";

    private static final String ALL =
            "SELECT country, orders, revenue FROM materialize.shop_mart.revenue_by_country ORDER BY revenue DESC";

    private Answers() {}

    /** All countries, one line each, under a heading. */
    static List<String> table(Sandbox sandbox) {
        List<String> lines = new ArrayList<>(List.of("country  orders     revenue"));
        try (Connection connection = sandbox.connect(READER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                lines.add(String.format(
                        "%-7s  %6d  %10s",
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getBigDecimal(3).toPlainString()));
            }
            return lines;
        } catch (SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "Production cannot be read: " + e.getMessage(), e);
        }
    }
}

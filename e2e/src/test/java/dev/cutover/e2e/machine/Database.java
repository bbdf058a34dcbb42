package dev.cutover.e2e.machine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A look at production past everything that deploys it. Each call is a session of its own. */
public final class Database {
    private static final String DEPLOYER = "materialize";
    private final String url;

    Database(int port) {
        this.url = "jdbc:postgresql://127.0.0.1:" + port
                + "/materialize?preferQueryMode=simple&options=--welcome_message%3Doff";
    }

    /** Runs statements one by one as the role that deploys. */
    public void execute(List<String> statements) {
        try (Connection connection = connect(DEPLOYER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                run(statement, sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + " in: " + sql, e);
        }
    }

    /** The rows of a query as the role that deploys, columns separated by a blank. */
    public List<String> rows(String query) {
        return rowsAs(DEPLOYER, query);
    }

    /** The rows of a query as any role. */
    public List<String> rowsAs(String role, String query) {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + " in: " + query, e);
        }
    }

    /** Catalog ids of the objects in the schemas whose names match a pattern of LIKE, by object name. */
    public Map<String, String> ids(String schemas) {
        Map<String, String> ids = new TreeMap<>();
        rows("SELECT o.name, o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                        + " WHERE s.name LIKE '" + schemas + "'")
                .forEach(row -> ids.put(row.split(" ")[0], row.split(" ")[1]));
        return ids;
    }

    /** A session of the role that deploys, for whoever has many statements. */
    public Connection connect() throws SQLException {
        return connect(DEPLOYER);
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url + "&user=" + role);
    }
}

package dev.cutover.sandbox.upstream;

import static dev.cutover.sandbox.sql.Identifiers.always;

import dev.cutover.sandbox.catalog.Item;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** A PostgreSQL outside, as a connection of the catalog describes it. */
public final class Upstream {
    private static final String PATIENCE_SECONDS = "10";
    private static final String PUBLISHED =
            "SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,"
                    + " c.relreplident = 'f' FROM pg_catalog.pg_publication_tables p"
                    + " JOIN pg_catalog.pg_namespace n ON n.nspname = p.schemaname"
                    + " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                    + " WHERE p.pubname = ? ORDER BY n.nspname, c.relname, a.attnum";

    private final String url;
    private final Properties login = new Properties();

    private Upstream(String url) {
        this.url = url;
    }

    /** The upstream of a connection TO POSTGRES. */
    public static Upstream of(Item connection, Secrets secrets) {
        String[] endpoint = connection.detail(Item.ENDPOINT).split(" ");
        String database = connection.details().getOrDefault(Item.DATABASE, "postgres");
        Upstream upstream = new Upstream("jdbc:postgresql://" + endpoint[1] + ":" + endpoint[2] + "/" + database);
        upstream.login.setProperty("user", connection.details().getOrDefault(Item.USER, "postgres"));
        String password = secrets.value(connection.detail(Item.SECRET));
        if (password != null) {
            upstream.login.setProperty("password", password);
        }
        upstream.login.setProperty("connectTimeout", PATIENCE_SECONDS);
        upstream.login.setProperty("ApplicationName", "materialize");
        return upstream;
    }

    /** Opens a connection; reads on it see one moment until the next commit. */
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, login);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    /** What speaks against replication from there, in Materialize's words; null when nothing does. */
    public static String hindrance(Connection connection) throws SQLException {
        String level = single(connection, "SHOW wal_level");
        return level.equals("logical") ? null : "server must have wal_level >= logical, but has " + level;
    }

    /** Whether there is a publication of this name. */
    public static boolean publishes(Connection connection, String publication) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_publication WHERE pubname = ?")) {
            query.setString(1, publication);
            return query.executeQuery().next();
        }
    }

    /** The tables of a publication, by schema and name. */
    public static List<UpstreamTable> tables(Connection connection, String publication) throws SQLException {
        Map<List<String>, UpstreamTable> tables = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(PUBLISHED)) {
            query.setString(1, publication);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                List<String> key = List.of(rows.getString(1), rows.getString(2));
                boolean wholeRows = rows.getBoolean(6);
                tables.computeIfAbsent(key, k -> new UpstreamTable(k.get(0), k.get(1), new ArrayList<>(), wholeRows))
                        .columns()
                        .add(new UpstreamTable.Column(rows.getString(3), rows.getString(4), rows.getBoolean(5)));
            }
        }
        return List.copyOf(tables.values());
    }

    /** The rows of a table, each as the text of a tuple for VALUES, in a fixed order. */
    public static List<String> rows(Connection connection, String schema, String table, List<String> columns)
            throws SQLException {
        String tuple = columns.stream()
                .map(column -> "pg_catalog.quote_nullable(" + always(column) + "::text)")
                .collect(Collectors.joining(" || ',' || "));
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT '(' || " + tuple + " || ')' FROM " + always(schema)
                        + "." + always(table) + " ORDER BY 1")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** Makes the slot unless it is there. */
    static void hold(Connection connection, String slot) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(
                "SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_replication_slots WHERE slot_name = ?)"
                        + " THEN NULL ELSE pg_catalog.pg_create_logical_replication_slot(?, 'pgoutput') END")) {
            make.setString(1, slot);
            make.setString(2, slot);
            make.executeQuery();
        }
    }

    /** Drops the slot if it is there. */
    static void letGo(Connection connection, String slot) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement(
                "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots"
                        + " WHERE slot_name = ?")) {
            drop.setString(1, slot);
            drop.executeQuery();
        }
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

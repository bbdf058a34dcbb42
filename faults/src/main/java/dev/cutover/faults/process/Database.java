package dev.cutover.faults.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The supervisor's own look at the sandbox, past every proxy. */
final class Database {
    private static final String PLACES =
            "SELECT 'schema ' || name FROM mz_catalog.mz_schemas WHERE name LIKE 'fx%\\_\\_%'"
                    + " UNION ALL SELECT 'cluster ' || name FROM mz_catalog.mz_clusters WHERE name LIKE 'fx%\\_\\_%' ORDER BY 1";

    private final String url;

    Database(String url) {
        this.url = url + "&preferQueryMode=simple";
    }

    void execute(List<String> statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + statements, e);
        }
    }

    /** The same, by somebody who may come too late or too early. */
    boolean tryToExecute(String sql) {
        try {
            execute(List.of(sql));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    List<String> column(String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + query, e);
        }
    }

    /** Schemas and clusters that are neither production nor fence. */
    List<String> leftovers() {
        return column(PLACES);
    }

    /** Kind and id of every schema and cluster that can be deployed, as they are now. */
    List<String> production() {
        return column(
                "SELECT 'schema ' || id FROM mz_catalog.mz_schemas WHERE name IN ('fx_core', 'fx_mart', 'fx_aside')"
                        + " UNION ALL SELECT 'cluster ' || id FROM mz_catalog.mz_clusters"
                        + " WHERE name IN ('fx_compute', 'fx_serve', 'fx_aside')");
    }

    /** Ids of the materialized views in schemas whose names are like this. */
    List<String> ids(String schemas) {
        return column(
                "SELECT o.id FROM mz_catalog.mz_materialized_views o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                        + " WHERE s.name LIKE '" + schemas + "'");
    }

    /** Whether the sink reads what is production now. */
    boolean sinkFollows() {
        return column("SELECT o.name FROM mz_internal.mz_object_dependencies d"
                        + " JOIN mz_catalog.mz_sinks k ON k.id = d.object_id AND k.name = 'answers'"
                        + " JOIN mz_catalog.mz_materialized_views o ON o.id = d.referenced_object_id"
                        + " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id AND s.name = 'fx_mart'")
                .equals(List.of("answer"));
    }

    /** Removes what a run has left, so that the next begins clean. */
    void sweep() {
        tryToExecute("DROP VIEW IF EXISTS fx_core.guest");
        tryToExecute("DROP VIEW IF EXISTS fx_raw.guest");
        tryToExecute("REVOKE USAGE ON SCHEMA fx_core FROM PUBLIC");
        tryToExecute("REVOKE SELECT ON fx_core.numbers FROM PUBLIC");
        if (!sinkFollows()) {
            tryToExecute("ALTER SINK fx_raw.answers SET FROM fx_mart.answer");
        }
        for (String place : leftovers()) {
            String kind = place.substring(0, place.indexOf(' '));
            tryToExecute("DROP " + kind + " \"" + place.substring(kind.length() + 1) + "\" CASCADE");
        }
    }
}

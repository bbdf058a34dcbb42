package dev.cutover.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What has to be there before the shop's dbt project runs: features, clusters of all kinds, roles, the broker's connection. */
final class DbtShop {
    private DbtShop() {}

    static void prepare(Sandbox sandbox) throws SQLException {
        String internal = "jdbc:postgresql://127.0.0.1:" + sandbox.internalPort() + "/materialize";
        try (Connection system = DriverManager.getConnection(internal, "mz_system", "");
                Statement statement = system.createStatement()) {
            statement.execute("ALTER SYSTEM SET enable_cluster_schedule_refresh = true");
            statement.execute("ALTER SYSTEM SET enable_refresh_every_mvs = true");
            statement.execute("ALTER SYSTEM SET enable_auto_scaling_strategy = true");
        }
        try (Client client = Client.of(sandbox)) {
            client.run(
                    "CREATE CLUSTER ingest (SIZE = '25cc')",
                    "CREATE CLUSTER sinks (SIZE = '25cc')",
                    "CREATE CLUSTER serving (SIZE = '50cc', REPLICATION FACTOR = 2,"
                            + " AUTO SCALING STRATEGY = (ON HYDRATION (HYDRATION SIZE = '200cc', LINGER DURATION = '30s')))",
                    "CREATE CLUSTER batch (SIZE = '25cc', SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = '10 minutes'))",
                    "CREATE CLUSTER reporting REPLICAS (a (SIZE '25cc'), b (SIZE '50cc'))",
                    "CREATE CONNECTION kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)",
                    "CREATE ROLE analyst",
                    "CREATE ROLE app",
                    "CREATE ROLE loader",
                    "GRANT loader TO materialize");
        }
    }
}

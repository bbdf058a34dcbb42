package dev.cutover.starter.shop;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The database of the local processes.
 *
 * @param host where it listens
 * @param port its port
 */
public record Sandbox(String host, int port) {
    /** The role that deploys. */
    public static final String DEPLOYER = "materialize";

    /** Opens an autocommit connection as a role. */
    public Connection connect(String role) throws SQLException {
        return connect(role, new Properties());
    }

    /** The same with further settings of the driver. */
    public Connection connect(String role, Properties settings) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("user", role);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("options", "--welcome_message=off");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/materialize?ApplicationName=cutover-shop", properties);
    }

    /** From now on, nothing on this cluster hydrates: a fault that only the sandbox knows. */
    public void stickHydration(String cluster) {
        pace("SELECT sandbox.never_hydrate('" + cluster + "')");
    }

    /** From now on, whatever is created on this cluster takes this long to hydrate, as with more data. */
    public void slowHydration(String cluster, long millis) {
        pace("SELECT sandbox.hydrate_after('" + cluster + "', " + millis + ")");
    }

    /** From now on, every statement takes this much longer; 0 for none. */
    public void latency(long millis) {
        pace("SELECT sandbox.latency(" + millis + ")");
    }

    private void pace(String sql) {
        try (Connection connection = connect(DEPLOYER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The sandbox's pace cannot be set: " + e.getMessage(), e);
        }
    }

    /** Whether it answers a query now. */
    public boolean answers() {
        try (Connection connection = connect(DEPLOYER);
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }
}

package dev.cutover.activities.materialize;

import dev.cutover.activities.target.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens sessions with one target. */
public final class Materialize {
    /**
     * How long an answer may take before the connection is given up, unless {@link Session#answerWithin} says otherwise. Reads of
     * the catalog and single statements take far less; a connection that has silently died is noticed by nothing else (P7).
     */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private final Target target;

    public Materialize(Target target) {
        this.target = target;
    }

    /** The environment that sessions are opened with. */
    public Target target() {
        return target;
    }

    /** A session for catalog reads and single statements: extended protocol, so that values are real parameters. */
    public Session open(String applicationName) throws SQLException {
        return new Session(connect(applicationName, "extended"));
    }

    /** A session for the swap: simple protocol, since a message with several statements needs it (FINDINGS 12). */
    public Session openSimple(String applicationName) throws SQLException {
        return new Session(connect(applicationName, "simple"));
    }

    private Connection connect(String applicationName, String queryMode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        if (target.password().reveal() != null) {
            properties.setProperty("password", target.password().reveal());
        }
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("preferQueryMode", queryMode);
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("cancelSignalTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(LONGEST_ANSWER.toSeconds()));
        properties.setProperty("options", "--welcome_message=off");
        return DriverManager.getConnection(target.jdbcUrl(), properties);
    }
}

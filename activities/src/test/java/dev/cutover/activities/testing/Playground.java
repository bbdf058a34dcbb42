package dev.cutover.activities.testing;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.sql.SqlStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A test's own corner of the server: a database, and names for clusters and roles that nobody else has. In scripts
 * <code>{p}</code> stands for the prefix of those names. Everything is removed when it is closed.
 */
public final class Playground implements AutoCloseable {
    private static final RandomGenerator RANDOM = new Random();

    private final MaterializeServer server;
    private final String prefix;

    private Playground(MaterializeServer server, String prefix) {
        this.server = server;
        this.prefix = prefix;
    }

    static Playground on(MaterializeServer server) {
        StringBuilder prefix = new StringBuilder("t");
        RANDOM.ints(7, 'a', 'z' + 1).forEach(letter -> prefix.append((char) letter));
        Playground playground = new Playground(server, prefix.toString());
        try (Session session = playground.materialize("materialize", "materialize")) {
            session.execute("CREATE DATABASE " + Identifiers.quote(playground.database()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return playground;
    }

    /** What names of clusters, roles and the target begin with: eight lower-case letters. */
    public String prefix() {
        return prefix;
    }

    /** The database; short names mean it. */
    public String database() {
        return prefix;
    }

    /** A name that begins with the prefix. */
    public String name(String name) {
        return prefix + "_" + name;
    }

    /** The target, connecting as {@code materialize}, which may do everything unless privilege checks are on. */
    public Target target() {
        return targetAs("materialize");
    }

    /** The target, connecting as another role. */
    public Target targetAs(String role) {
        return targetAt(server.jdbcUrl(database()), role);
    }

    /** The target at another address, such as that of a proxy. */
    public Target targetAt(String jdbcUrl, String role) {
        return new Target(prefix, jdbcUrl, role, Secret.of(null), null, 2);
    }

    /** The address that sessions connect to. */
    public String jdbcUrl() {
        return server.jdbcUrl(database());
    }

    /** Targets of which this is the only one. */
    public Targets targets() {
        return name -> target();
    }

    /** Opens a session as {@code materialize}. */
    public Session session() throws SQLException {
        return new Materialize(target()).open("test");
    }

    /** Runs statements as {@code materialize}, one by one. */
    public void run(String script) throws SQLException {
        runAs("materialize", script);
    }

    /** Runs statements as another role, one by one. */
    public void runAs(String role, String script) throws SQLException {
        try (Session session = new Materialize(targetAs(role)).open("test")) {
            execute(session, script);
        }
    }

    /** Runs statements as {@code mz_system}, one by one. */
    public void runAsSystem(String script) throws SQLException {
        Target system = new Target(prefix, server.internalUrl(database()), "mz_system", Secret.of(null), null, 1);
        try (Session session = new Materialize(system).open("test")) {
            execute(session, script);
        }
    }

    private void execute(Session session, String script) throws SQLException {
        try {
            for (SqlStatement statement : SqlStatement.split(script.replace("{p}", prefix))) {
                session.execute(statement.text());
            }
        } catch (SqlTextException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The rows of a query, each as its values' texts joined by {@code |}; null is {@code -}. */
    public List<String> rows(String query) throws SQLException {
        try (Session session = session()) {
            return session.query(query.replace("{p}", prefix), Playground::line);
        }
    }

    private static String line(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = row.getString(i);
            values.add(value == null ? "-" : value);
        }
        return String.join("|", values);
    }

    /** Everything that the server has of this test: ids, names, owners, privileges and comments. */
    public List<String> everything() throws SQLException {
        try (Session session = session()) {
            return Everything.of(session, database(), prefix);
        }
    }

    /** Names of its schemas; those of other tests on the same server are not among them. */
    public List<String> schemas() throws SQLException {
        return rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                + " WHERE d.name = current_database() ORDER BY s.name");
    }

    private Session materialize(String role, String database) throws SQLException {
        return new Materialize(targetAt(server.jdbcUrl(database), role)).open("test");
    }

    @Override
    public void close() throws SQLException {
        try (Session session = materialize("materialize", "materialize")) {
            session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database()) + " CASCADE");
            for (String cluster : named(session, "mz_clusters")) {
                session.execute("DROP CLUSTER " + Identifiers.quote(cluster) + " CASCADE");
            }
        }
        List<String> roles = rolesLeft();
        if (!roles.isEmpty()) {
            StringBuilder script = new StringBuilder();
            roles.forEach(role -> script.append("DROP OWNED BY ")
                    .append(Identifiers.quote(role))
                    .append("; DROP ROLE ")
                    .append(Identifiers.quote(role))
                    .append(";"));
            Target system =
                    new Target(prefix, server.internalUrl("materialize"), "mz_system", Secret.of(null), null, 1);
            try (Session session = new Materialize(system).open("test")) {
                execute(session, script.toString());
            }
        }
    }

    private List<String> rolesLeft() throws SQLException {
        try (Session session = materialize("materialize", "materialize")) {
            return named(session, "mz_roles");
        }
    }

    private List<String> named(Session session, String relation) throws SQLException {
        return session.query(
                "SELECT name FROM mz_catalog." + relation + " WHERE left(name, " + prefix.length() + ") = "
                        + Literals.quote(prefix),
                row -> row.getString(1));
    }
}

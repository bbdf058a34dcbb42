package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Result;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The server that the recordings are held against.
 *
 * @param sql where everybody connects
 * @param internal where {@code mz_system} connects
 * @param patience how long a step may take to become what was recorded, where the recording says that it takes time
 */
record Server(InetSocketAddress sql, InetSocketAddress internal, Duration patience) {

    private static final String ADMINISTRATOR = "mz_system";

    /** Opens a session, the administrator's on the internal port. */
    WireClient open(Map<String, String> startup, boolean onInternalPort) {
        return WireClient.connect(onInternalPort ? internal : sql, startup);
    }

    /** The start state of every scenario: only the empty database {@code ct}, settings as recorded. */
    void prepare(Map<String, String> systemSettings) {
        removeEverything();
        try (WireClient administrator = administrator();
                WireClient user = session("materialize", "materialize")) {
            run(user, "CREATE DATABASE ct");
            if (!systemSettings.containsKey("enable_rbac_checks")) {
                run(administrator, "ALTER SYSTEM SET enable_rbac_checks = false");
            }
            systemSettings.forEach((name, value) -> run(administrator, "ALTER SYSTEM SET " + name + " = " + value));
        }
    }

    /** Puts the server back to where a scenario may start, whatever the last one left. */
    void removeEverything() {
        try (WireClient administrator = administrator()) {
            for (String database : List.of("ct", "ct_other")) {
                run(administrator, "DROP DATABASE IF EXISTS " + database + " CASCADE");
            }
            for (String cluster : names(administrator, "SELECT name FROM mz_clusters WHERE name LIKE 'ct\\_%'")) {
                run(administrator, "DROP CLUSTER IF EXISTS " + quoted(cluster) + " CASCADE");
            }
            for (String role : names(administrator, "SELECT name FROM mz_roles WHERE name LIKE 'ct\\_%'")) {
                run(administrator, "DROP OWNED BY " + quoted(role) + " CASCADE");
                run(administrator, "DROP ROLE " + quoted(role));
            }
        }
    }

    private WireClient administrator() {
        return open(Map.of("user", ADMINISTRATOR, "database", "materialize"), true);
    }

    private WireClient session(String user, String database) {
        return open(Map.of("user", user, "database", database), false);
    }

    private static List<String> names(WireClient session, String sql) {
        return run(session, sql).results().get(0).rows().stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static Answer run(WireClient session, String sql) {
        session.sendQuery(sql);
        Answer answer = session.read();
        for (Result result : answer.results()) {
            if (result.error() != null) {
                throw new AssertionError("the server cannot be prepared for a scenario: " + sql + ": " + result);
            }
        }
        return answer;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.ServerError;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.SessionSettings;
import dev.cutover.activities.materialize.queries.FailingRows;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.materialize.sql.Rewritten;
import dev.cutover.activities.project.SqlCheck;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs the project's checks against green, on a cluster of green. */
final class Checks {
    private static final int MOST_ROWS = 1000;
    private static final int SAMPLE_ROWS = 5;

    private final Materialize materialize;
    private final ActivityRun run;
    private final Optional<String> cluster;
    private final Renames greenNames;
    private final Predicate<String> masked;
    private final Duration longest;

    /**
     * Checks of a plan.
     *
     * @param cluster where to run them; empty when green has no cluster of its own
     * @param masked which columns' values must stay in the database (P9)
     * @param longest how long one check may take
     */
    Checks(
            Materialize materialize,
            ActivityRun run,
            Optional<String> cluster,
            Renames greenNames,
            Predicate<String> masked,
            Duration longest) {
        this.materialize = materialize;
        this.run = run;
        this.cluster = cluster;
        this.greenNames = greenNames;
        this.masked = masked;
        this.longest = longest;
    }

    List<CheckResult> run(List<SqlCheck> checks) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (SqlCheck check : checks) {
            run.checkAlive();
            results.add(run(check));
        }
        return results;
    }

    private CheckResult run(SqlCheck check) throws SQLException {
        if (cluster.isEmpty()) {
            return failed(check, "It was not run, because the deployment has no cluster of its own to run it on.");
        }
        Rewritten query = new Rewriter(greenNames, check.scope()).rewrite(check.query());
        // A session of its own, since a query that ignores its cancel request takes the connection with it.
        try (Session session = run.watch(materialize.open("cutover evidence"))) {
            session.execute(SessionSettings.cluster(cluster.get()));
            if (check.scope().home().database() != null) {
                session.execute(SessionSettings.database(check.scope().home().database()));
            }
            return query(session, check, query);
        }
    }

    private CheckResult query(Session session, SqlCheck check, Rewritten query) throws SQLException {
        try (Watchdog watchdog = new Watchdog(session, longest)) {
            try {
                List<String> sample = new ArrayList<>();
                int rows = session.queryAsWritten(toSend(session, new FailingRows(query.text())), row -> {
                            if (sample.size() < SAMPLE_ROWS) {
                                sample.add(RowJson.of(row));
                            }
                            return 1;
                        })
                        .size();
                return new CheckResult(check.name(), check.file(), rows, List.copyOf(sample), null);
            } catch (SQLException e) {
                run.checkAlive();
                if (watchdog.barked()) {
                    return failed(
                            check,
                            "It took longer than " + longest.toSeconds()
                                    + " s and was cancelled. Does it read something that is not hydrated?");
                }
                return switch (SqlErrors.kind(e)) {
                    case TRANSIENT, CONFLICT, CANCELLED -> throw e;
                    case PERMISSION_DENIED, REFUSED -> failed(check, describe(check, query, e));
                };
            }
        }
    }

    private String toSend(Session session, FailingRows rows) throws SQLException {
        List<String> columns = session.columnsAsWritten(rows.columns());
        return columns.stream().anyMatch(masked) ? rows.query(MOST_ROWS, columns, masked) : rows.query(MOST_ROWS);
    }

    private static String describe(SqlCheck check, Rewritten query, SQLException error) {
        ServerError server = ServerError.of(error);
        if (server.position() == 0) {
            return server.message();
        }
        Rewritten.Place place = query.placeOf(FailingRows.positionInCheck(server.position()));
        return check.file() + ":" + place.line() + ":" + place.column() + ": " + server.message();
    }

    private static CheckResult failed(SqlCheck check, String error) {
        return new CheckResult(check.name(), check.file(), 0, List.of(), error);
    }
}

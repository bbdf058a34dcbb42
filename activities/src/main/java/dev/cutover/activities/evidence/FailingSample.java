package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.SessionSettings;
import dev.cutover.activities.materialize.queries.FailingRows;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows that a query returns, on a cluster of green and within its time. */
final class FailingSample {
    static final int MOST_ROWS = 1000;
    private static final int SAMPLE_ROWS = 5;

    /** For the rows of all queries together: a hundred checks that fail must not make evidence that nobody can carry. */
    private static final int MOST_CHARACTERS = 200_000;

    private final Materialize materialize;
    private final ActivityRun run;
    private final Optional<String> cluster;
    private final Expectations expectations;
    private final ToldErrors errors;
    private final Duration longest;
    private int characters;

    /**
     * A reader.
     *
     * @param cluster where to read; empty when green has no cluster of its own
     * @param expectations which columns' values must stay in the database (P9)
     * @param longest how long one query may take
     */
    FailingSample(
            Materialize materialize,
            ActivityRun run,
            Optional<String> cluster,
            Expectations expectations,
            Duration longest) {
        this.materialize = materialize;
        this.run = run;
        this.cluster = cluster;
        this.expectations = expectations;
        this.errors = new ToldErrors(expectations);
        this.longest = longest;
    }

    /**
     * What was read.
     *
     * @param count how many rows there are, counted up to {@link #MOST_ROWS}
     * @param rows the first rows, each as one JSON object; fewer when the rows of former queries took the room
     * @param error why nothing was read, in whole sentences or the server's words; null when it was
     * @param position the place in the query that the error is about, from 1; 0 for none
     */
    record Rows(int count, List<String> rows, String error, int position) {
        static Rows unread(String error, int position) {
            return new Rows(0, List.of(), error, position);
        }
    }

    /**
     * Reads.
     *
     * @param query the query
     * @param database what short names mean; null for the database of the connection
     */
    Rows read(String query, String database) throws SQLException {
        run.checkAlive();
        if (cluster.isEmpty()) {
            return Rows.unread("It was not run, because the deployment has no cluster of its own to run it on.", 0);
        }
        // A session of its own, since a query that ignores its cancel request takes the connection with it.
        try (Session session = run.watch(materialize.open("cutover evidence"))) {
            session.execute(SessionSettings.cluster(cluster.get()));
            if (database != null) {
                session.execute(SessionSettings.database(database));
            }
            return read(session, query);
        }
    }

    private Rows read(Session session, String query) throws SQLException {
        FailingRows failing = new FailingRows(query);
        try (Watchdog watchdog = new Watchdog(session, longest)) {
            try {
                List<String> sample = new ArrayList<>();
                int rows = session.queryAsWritten(toSend(session, failing), row -> {
                            if (sample.size() < SAMPLE_ROWS && characters < MOST_CHARACTERS) {
                                add(sample, RowJson.of(row));
                            }
                            return 1;
                        })
                        .size();
                return new Rows(rows, List.copyOf(sample), null, 0);
            } catch (SQLException e) {
                run.checkAlive();
                if (watchdog.ended(e, run)) {
                    return Rows.unread(
                            "It took longer than " + longest.toSeconds()
                                    + " s and was cancelled. Does it read something that is not hydrated?",
                            0);
                }
                return switch (SqlErrors.kind(e)) {
                    case TRANSIENT, CONFLICT, CANCELLED -> throw e;
                    case PERMISSION_DENIED, REFUSED -> {
                        ToldErrors.Told told = errors.of(e, () -> session.describe(failing.columns()));
                        yield Rows.unread(told.message(), FailingRows.positionInCheck(told.position()));
                    }
                };
            }
        }
    }

    private void add(List<String> sample, String row) {
        characters += row.length();
        if (characters <= MOST_CHARACTERS) {
            sample.add(row);
        }
    }

    private String toSend(Session session, FailingRows rows) throws SQLException {
        if (!expectations.masksAnything()) {
            return rows.query(MOST_ROWS);
        }
        List<String> columns = session.columnsAsWritten(rows.columns());
        return columns.stream().anyMatch(expectations::masks)
                ? rows.query(MOST_ROWS, columns, expectations::masks)
                : rows.query(MOST_ROWS);
    }

    /** Whether there are columns whose values must stay in the database. */
    boolean masksAnything() {
        return expectations.masksAnything();
    }

    /** What may be told of what dbt says. */
    String toldOfDbt(String message) {
        return errors.ofDbt(message);
    }

    /**
     * What may be told of what dbt says about a test.
     *
     * @param query the test as dbt sent it; empty when it was sent nothing
     */
    String toldOfDbt(String message, String query) throws SQLException {
        if (!masksAnything() || query.isEmpty()) {
            return toldOfDbt(message);
        }
        try (Session session = run.watch(materialize.open("cutover evidence"))) {
            return errors.ofDescribing(() -> session.describe(query))
                    .map(ToldErrors.Told::message)
                    .orElseGet(() -> toldOfDbt(message));
        }
    }
}

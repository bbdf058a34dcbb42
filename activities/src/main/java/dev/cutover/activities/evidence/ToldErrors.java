package dev.cutover.activities.evidence;

import dev.cutover.activities.dbt.DbtRefusals;
import dev.cutover.activities.materialize.ServerError;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.running.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one door through which the server's words about a query of the evidence reach people. Errors quote the values that they
 * are about in more ways than can be listed. So where the project masks anything, only those words pass that cannot hold a value of a
 * column; of all others their kind is told (P9).
 */
final class ToldErrors {
    /** What is said in these words and no more. */
    private static final Pattern WITHOUT_A_VALUE =
            Pattern.compile("(Evaluation error: )?(division by zero|more than one record produced in subquery"
                    + "|more than one row returned by a subquery used as an expression)");

    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    private static final String LEFT_OUT =
            " What it says is left out, since it may quote a value that expect.yaml masks. Run the query by yourself to read it.";

    private final Expectations expectations;

    /** A door for a project. */
    ToldErrors(Expectations expectations) {
        this.expectations = expectations;
    }

    /**
     * What may be told.
     *
     * @param message whole sentences or the server's words
     * @param position the place in the query that they are about, from 1; 0 for none
     */
    record Told(String message, int position) {}

    /** Asks the server to describe the query without running it. */
    @FunctionalInterface
    interface Describing {
        /** Does nothing but fail where the query cannot even be described. */
        void describe() throws SQLException;
    }

    /** What may be told of an error of a query. */
    Told of(SQLException error, Describing query) {
        ServerError server = ServerError.of(error);
        if (passes(error, server)) {
            return new Told(server.message(), server.position());
        }
        return ofDescribing(query)
                // Said both times; a description may come without the place.
                .map(told ->
                        told.message().equals(server.message()) ? new Told(told.message(), server.position()) : told)
                .orElseGet(() -> new Told("The server refused to go on with it (" + kind(error) + ")." + LEFT_OUT, 0));
    }

    /** Why a query cannot even be described. Nothing is read for that: it can be about nothing but the query's own text. */
    Optional<Told> ofDescribing(Describing query) {
        try {
            query.describe();
            return Optional.empty();
        } catch (SQLException e) {
            ServerError server = ServerError.of(e);
            return SqlErrors.kind(e) == SqlErrors.Kind.REFUSED
                    ? Optional.of(new Told(server.message(), server.position()))
                    : Optional.empty();
        }
    }

    /** What may be told of dbt's words about a test, which hold the server's and have no SQLSTATE. */
    String ofDbt(String message) {
        return expectations.masksAnything() ? "dbt reported " + DbtRefusals.kind(message) + "." + LEFT_OUT : message;
    }

    private boolean passes(SQLException error, ServerError server) {
        return !expectations.masksAnything()
                || SqlErrors.kind(error) == SqlErrors.Kind.PERMISSION_DENIED
                || WITHOUT_A_VALUE.matcher(server.message()).matches();
    }

    private static String kind(SQLException error) {
        String state = error.getSQLState();
        if (state == null || !STATE.matcher(state).matches()) {
            return "no SQLSTATE";
        }
        return "SQLSTATE " + state
                + switch (state.substring(0, 2)) {
                    case "0A" -> ", a feature that is not supported";
                    case "21" -> ", more rows than one";
                    case "22" -> ", a value that cannot be computed with";
                    case "42" -> ", a name or a type that does not fit";
                    case "53", "54" -> ", a limit of the server";
                    case "XX" -> ", an error in the computation";
                    default -> "";
                };
    }
}

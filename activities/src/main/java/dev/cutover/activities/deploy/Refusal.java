package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.ServerError;
import dev.cutover.activities.materialize.sql.Rewritten;
import dev.cutover.activities.materialize.sql.Token;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement of the project that the server refused.
 *
 * @param file file of the project
 * @param line line of the place that the server named, or else of the statement
 * @param column its column
 * @param message the server's words
 * @param permission whether the role lacks a privilege
 */
record Refusal(String file, int line, int column, String message, boolean permission) {
    private static final Comparator<Refusal> BY_PLACE =
            Comparator.comparing(Refusal::file).thenComparing(Refusal::line).thenComparing(Refusal::column);

    /** Reads an error of a statement, and leads its position back to the file. */
    static Refusal of(String file, Rewritten statement, SQLException error) {
        ServerError server = ServerError.of(error);
        boolean permission = SqlErrors.kind(error) == SqlErrors.Kind.PERMISSION_DENIED;
        if (server.position() > 0) {
            Rewritten.Place place = statement.placeOf(server.position());
            return new Refusal(file, place.line(), place.column(), server.message(), permission);
        }
        Token first = statement.original().first();
        return new Refusal(file, first.line(), first.column(), server.message(), permission);
    }

    /** The failure for one or more refusals. */
    static ApplicationFailure failure(List<Refusal> refusals) {
        boolean permission = refusals.stream().anyMatch(Refusal::permission);
        String list = refusals.stream()
                .sorted(BY_PLACE)
                .map(refusal -> "\n  " + refusal.file() + ":" + refusal.line() + ":" + refusal.column() + ": "
                        + refusal.message())
                .collect(Collectors.joining());
        return Failures.of(
                permission ? FailureType.PERMISSION_DENIED : FailureType.STATEMENT_REFUSED,
                "Materialize refused "
                        + (refusals.size() == 1 ? "a statement" : refusals.size() + " statements")
                        + " of the project while it was created in green:" + list + "\n",
                Failures.PRODUCTION_UNTOUCHED,
                permission
                        ? "Grant what the message names to the deploying role, then start the deployment again."
                        : "Correct the project and start the deployment again.");
    }
}

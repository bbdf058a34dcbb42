package dev.cutover.activities.running;

import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What an SQL error means, by its SQLSTATE: texts are a last resort (FINDINGS 14). */
public final class SqlErrors {
    /** Type of the retryable failure of a server that did not answer. */
    public static final String UNAVAILABLE = "MATERIALIZE_UNAVAILABLE";

    /** Type of the retryable failure of a statement that the server refused for a reason nobody expected. */
    public static final String REFUSED = "MATERIALIZE_REFUSED";

    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|pwd|sslpassword)=[^&;\\s]*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    private SqlErrors() {}

    /** The classes of SQL error that are treated differently. */
    public enum Kind {
        /** The server cannot be reached or asks to come again: trying again can help. */
        TRANSIENT,
        /** Somebody else changed the catalog while our transaction was open (40001): trying again can help. */
        CONFLICT,
        /** The statement was cancelled on request (57014). */
        CANCELLED,
        /** The role lacks a privilege (42501). */
        PERMISSION_DENIED,
        /** Everything else: the statement was understood and refused. */
        REFUSED
    }

    /** The kind of an error; the whole chain of causes and next exceptions counts, the most telling one wins. */
    public static Kind kind(SQLException error) {
        Set<Kind> kinds = new LinkedHashSet<>();
        chain(error).forEach(link -> kinds.add(kindOfLink(link)));
        for (Kind kind : new Kind[] {Kind.PERMISSION_DENIED, Kind.CONFLICT, Kind.CANCELLED, Kind.TRANSIENT}) {
            if (kinds.contains(kind)) {
                return kind;
            }
        }
        return Kind.REFUSED;
    }

    /** Whether the error may have come before, during or after the statement took effect. */
    public static boolean outcomeUnknown(SQLException error) {
        Kind kind = kind(error);
        return kind == Kind.TRANSIENT || kind == Kind.CANCELLED;
    }

    /** The server's words and the SQLSTATE, without anything that a connection address may hold (P9). */
    public static String describe(SQLException error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        String redacted = USER_INFO
                .matcher(PASSWORD.matcher(message).replaceAll("$1=***"))
                .replaceAll("//***@")
                .strip();
        return error.getSQLState() == null ? redacted : redacted + " (SQLSTATE " + error.getSQLState() + ")";
    }

    /**
     * The failure for an error that an activity has no better answer to: PERMISSION_DENIED and a limit of the server
     * (STATEMENT_REFUSED) are final, everything else is retried until the deployment's own deadline. The error itself is not attached, since its text is not redacted.
     */
    public static ApplicationFailure toFailure(SQLException error, String doing) {
        return switch (kind(error)) {
            case PERMISSION_DENIED ->
                Failures.of(
                        FailureType.PERMISSION_DENIED,
                        "Materialize refused the deploying role while " + doing + ": " + describe(error) + ".",
                        "This step changed nothing in production.",
                        "Grant what the message names to the role of the target's configuration, then start again.");
            case TRANSIENT, CONFLICT, CANCELLED ->
                ApplicationFailure.newFailure(
                        "Materialize could not be used while " + doing + ": " + describe(error)
                                + ". It is tried again by itself.",
                        UNAVAILABLE);
            case REFUSED ->
                overLimit(error)
                        ? Failures.of(
                                FailureType.STATEMENT_REFUSED,
                                "Materialize refused a statement over one of its limits while " + doing + ": "
                                        + describe(error) + ".",
                                "This step changed nothing in production.",
                                "Free what the message names or have the limit raised, then start again.")
                        : ApplicationFailure.newFailure(
                                "Materialize refused a statement while " + doing + ": " + describe(error)
                                        + ". It is tried again by itself.",
                                REFUSED);
        };
    }

    private static Kind kindOfLink(Throwable link) {
        if (link instanceof java.io.IOException) {
            return Kind.TRANSIENT;
        }
        String state = link instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        return switch (state) {
            case "42501" -> Kind.PERMISSION_DENIED;
            case "40001" -> Kind.CONFLICT;
            case "57014" -> Kind.CANCELLED;
            case "57P01", "57P02", "57P03", "57P05" -> Kind.TRANSIENT;
            // Too many connections pass; the limits behind 53000 hold until somebody raises them (FINDINGS 14).
            case "53300" -> Kind.TRANSIENT;
            default -> state.startsWith("08") ? Kind.TRANSIENT : Kind.REFUSED;
        };
    }

    /** A limit on the number of clusters, objects or credits: waiting does not lift it. */
    private static boolean overLimit(SQLException error) {
        return chain(error).stream()
                .anyMatch(link -> link instanceof SQLException sql && "53000".equals(sql.getSQLState()));
    }

    private static Set<Throwable> chain(SQLException error) {
        Set<Throwable> seen = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(error);
        while (!open.isEmpty()) {
            Throwable link = open.remove();
            if (!seen.add(link)) {
                continue;
            }
            if (link.getCause() != null) {
                open.add(link.getCause());
            }
            if (link instanceof SQLException sql && sql.getNextException() != null) {
                open.add(sql.getNextException());
            }
        }
        return seen;
    }
}

package dev.cutover.sandbox.session;

import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.wire.SqlException;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says PostgreSQL's errors in Materialize's words and codes: nearly all are XX000 there (FINDINGS 14). */
public final class BackendErrors {
    private static final Set<String> SAME_CODE = Set.of("42601", "23502", "57014", "25006", "0A000", "40001", "25P02");
    private static final String CASTS = "You might need to add explicit type casts.";
    private static final Pattern COLUMN = Pattern.compile("column \"?([^\"]+?)\"? does not exist");
    private static final Pattern FUNCTION = Pattern.compile("function (?:\\w+\\.)?(\\w+)(\\(.*\\)) does not exist");
    private static final Pattern INTEGER =
            Pattern.compile("invalid input syntax for type (integer|bigint|smallint): (\"(.*)\")");
    private static final Pattern GROUPING = Pattern.compile("column \"(.+)\" must appear in the GROUP BY clause.*");
    private static final Pattern NOT_NULL =
            Pattern.compile("(null value in column \"[^\"]*\").*( violates not-null constraint)");

    private static final Logger LOG = LoggerFactory.getLogger(BackendErrors.class);

    private BackendErrors() {}

    /** The error for the client; {@code position} maps a 0-based position in PostgreSQL's text to one in the client's. */
    public static SqlException translate(BackendException e, IntUnaryOperator position) {
        String state = e.field('C');
        String message = e.field('M');
        if ("P0001".equals(state)) {
            return SqlException.internal(message);
        }
        if ("57014".equals(state)) {
            return cancelled(message);
        }
        if ("42601".equals(state)) {
            return syntax(e, position);
        }
        if ("42883".equals(state)) {
            return unknownFunction(message);
        }
        String code = SAME_CODE.contains(state) ? state : "XX000";
        return SqlException.of(code, reword(message)).hint("42804".equals(state) ? e.field('H') : null);
    }

    /** A defect of the sandbox: the statement fails, the connection goes on. */
    public static SqlException unexpected(RuntimeException defect) {
        if (defect instanceof BackendException refused) {
            return translate(refused, at -> at);
        }
        LOG.warn("a statement has met a defect of the sandbox", defect);
        return SqlException.internal("internal error of the sandbox: " + defect);
    }

    /** What PostgreSQL's grammar refuses is a syntax error; what it finds later under the same code is not one to Materialize. */
    private static SqlException syntax(BackendException e, IntUnaryOperator position) {
        String message = e.field('M');
        if (!message.startsWith("syntax error")) {
            return SqlException.internal(message);
        }
        int at = e.field('P') == null ? 0 : position.applyAsInt(Integer.parseInt(e.field('P')) - 1) + 1;
        return SqlException.syntax(message.endsWith("at end of input") ? "Unexpected EOF" : message, at);
    }

    private static SqlException cancelled(String message) {
        SqlException error = SqlException.of("57014", message);
        return message.contains("statement timeout")
                ? error.hint(
                        "Consider increasing the maximum allowed statement duration for this session by setting the"
                                + " statement_timeout session variable. For example, `SET statement_timeout = '120s'`.")
                : error;
    }

    private static SqlException unknownFunction(String message) {
        String plain = message.replace("mz_catalog.", "");
        Matcher function = FUNCTION.matcher(plain);
        if (function.matches()) {
            String arguments = function.group(2).replace("unknown", "text");
            return SqlException.internal("function " + function.group(1) + arguments + " does not exist")
                    .hint("No function matches the given name and argument types.  " + CASTS);
        }
        return SqlException.internal(plain).hint("No operator matches the given name and argument types.  " + CASTS);
    }

    private static String reword(String message) {
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            return "column \"" + column.group(1) + "\" does not exist";
        }
        Matcher integer = INTEGER.matcher(message);
        if (integer.matches()) {
            return "invalid input syntax for type " + integer.group(1) + ": invalid digit found in string: "
                    + integer.group(2);
        }
        Matcher grouping = GROUPING.matcher(message);
        if (grouping.matches()) {
            return message;
        }
        Matcher notNull = NOT_NULL.matcher(message);
        if (notNull.matches()) {
            return notNull.group(1) + notNull.group(2);
        }
        Matcher missing =
                Pattern.compile("missing FROM-clause entry for table \"(.+)\"").matcher(message);
        if (missing.matches()) {
            return "column \"" + missing.group(1) + "\" does not exist";
        }
        return message.replace("mz_catalog.", "").replaceAll("mz_data\\.", "");
    }
}

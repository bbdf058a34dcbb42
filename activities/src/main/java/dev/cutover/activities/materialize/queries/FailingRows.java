package dev.cutover.activities.materialize.queries;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A check as the queries that are sent.
 *
 * @param check its text
 */
public record FailingRows(String check) {
    private static final String ALL = "SELECT * FROM (";

    /** The query that returns at most this many of its rows. */
    public String query(int most) {
        return ALL + check + "\n) AS failing LIMIT " + most;
    }

    /** The query that returns no row, and so only tells which columns there are. */
    public String columns() {
        return query(0);
    }

    /**
     * The same as {@link #query(int)} without the values of some columns, which stay in the database (P9).
     *
     * @param columns the names of all its columns, in order; the same name may be there twice
     * @param masked which of them are not to be read
     */
    public String query(int most, List<String> columns, Predicate<String> masked) {
        String shown = IntStream.range(0, columns.size())
                .mapToObj(i -> (masked.test(columns.get(i)) ? Literals.quote(DiffQuery.MASK) : "c" + i) + " AS "
                        + Identifiers.quote(columns.get(i)))
                .collect(Collectors.joining(", "));
        String named = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "SELECT " + shown + " FROM (" + check + "\n) AS failing (" + named + ") LIMIT " + most;
    }

    /** A position in {@link #query(int)} as one in the check; 0 stays 0. */
    public static int positionInCheck(int position) {
        return Math.max(0, position - ALL.length());
    }
}

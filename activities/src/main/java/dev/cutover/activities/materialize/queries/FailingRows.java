package dev.cutover.activities.materialize.queries;

/** A check as the query that is sent: no more than its first rows. */
public final class FailingRows {
    private static final String BEFORE = "SELECT * FROM (";

    private FailingRows() {}

    /** The query that returns at most this many rows of a check. */
    public static String query(String check, int most) {
        return BEFORE + check + "\n) AS failing LIMIT " + most;
    }

    /** A position in the query as one in the check; 0 stays 0. */
    public static int positionInCheck(int position) {
        return Math.max(0, position - BEFORE.length());
    }
}

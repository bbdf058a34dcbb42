package dev.cutover.activities.materialize.queries;

/**
 * A data test of a dbt project as the query that asks for its failures, in the way of dbt's own {@code get_test_sql}.
 *
 * @param test the test's query as dbt compiled it
 * @param failCalc what is counted, such as {@code count(*)}
 * @param errorIf when that is an error, such as {@code != 0}
 * @param limit how many rows are counted at most; null for all
 */
public record TestFailures(String test, String failCalc, String errorIf, Integer limit) {
    /** Name of the column with the number of failures. */
    public static final String FAILURES = "failures";

    /** The query that returns one row with the failures when they are an error, and none otherwise. */
    public String query() {
        return "SELECT " + FAILURES + " FROM (SELECT " + failCalc + " AS " + FAILURES + ", " + failCalc + " " + errorIf
                + " AS should_error FROM (" + test + (limit == null ? "" : "\nLIMIT " + limit)
                + "\n) AS dbt_internal_test) AS counted WHERE should_error";
    }
}

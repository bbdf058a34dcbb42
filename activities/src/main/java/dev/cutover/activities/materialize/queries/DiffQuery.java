package dev.cutover.activities.materialize.queries;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a relation, blue against green, in one SELECT: it reads both at one logical time, so that {@code EXCEPT ALL}
 * both ways is an exact difference. Its first column says what a row of the answer is: {@link #COUNTS} with the number of
 * rows of blue, of green, only in blue, only in green, and of keys in both of these; {@link #ONLY_BLUE} or
 * {@link #ONLY_GREEN} with the values of one row as texts.
 *
 * @param blue production's relation
 * @param green the one that is to replace it
 * @param columns the columns to compare, at least one
 * @param key those that tell one row from another; may be empty
 * @param masked those whose values must stay in the database
 * @param sampleRows how many rows of each side are wanted
 */
public record DiffQuery(
        ObjectName blue, ObjectName green, List<String> columns, List<String> key, Set<String> masked, int sampleRows) {
    /** What stands in the place of a value that must not leave the database (P9). */
    public static final String MASK = "***";

    public static final String COUNTS = "counts";
    public static final String ONLY_BLUE = "blue";
    public static final String ONLY_GREEN = "green";

    private static final int COUNT_COLUMNS = 5;

    /** The query's text. */
    public String text() {
        String compared = names(columns);
        return "WITH blue AS (SELECT " + compared + " FROM " + Identifiers.quote(blue) + "), green AS (SELECT "
                + compared + " FROM " + Identifiers.quote(green) + "), only_blue AS ("
                + "SELECT * FROM blue EXCEPT ALL SELECT * FROM green), only_green AS ("
                + "SELECT * FROM green EXCEPT ALL SELECT * FROM blue) " + counts() + " UNION ALL "
                + sample(ONLY_BLUE, "only_blue") + " UNION ALL " + sample(ONLY_GREEN, "only_green");
    }

    /** How many rows the two sides of each have, before they are compared: two columns of one row for each. */
    static String sizes(List<DiffQuery> queries) {
        List<String> counts = new ArrayList<>();
        for (DiffQuery query : queries) {
            counts.add("(SELECT count(*) FROM " + Identifiers.quote(query.blue()) + ")");
            counts.add("(SELECT count(*) FROM " + Identifiers.quote(query.green()) + ")");
        }
        return "SELECT " + labelled(counts);
    }

    private String counts() {
        List<String> values = new ArrayList<>(List.of(
                count("blue"),
                count("green"),
                count("only_blue"),
                count("only_green"),
                key.isEmpty()
                        ? "NULL::text"
                        : "(SELECT count(*) FROM (SELECT " + names(key) + " FROM only_blue INTERSECT SELECT "
                                + names(key) + " FROM only_green) AS changed)::text"));
        values.addAll(Collections.nCopies(Math.max(0, columns.size() - COUNT_COLUMNS), "NULL::text"));
        return "SELECT " + Literals.quote(COUNTS) + " AS part, " + labelled(values);
    }

    private String sample(String part, String rows) {
        List<String> values = columns.stream()
                .map(column -> masked.contains(column)
                        ? Literals.quote(MASK) + "::text"
                        : Identifiers.quote(column) + "::text")
                .collect(Collectors.toCollection(ArrayList::new));
        values.addAll(Collections.nCopies(Math.max(0, COUNT_COLUMNS - columns.size()), "NULL::text"));
        return "SELECT * FROM (SELECT " + Literals.quote(part) + " AS part, " + labelled(values) + " FROM " + rows
                + " ORDER BY " + order() + " LIMIT " + sampleRows + ") AS sample_of_" + part;
    }

    /** By the key, so that the two versions of a row are both among the first. */
    private String order() {
        List<String> shown = (key.isEmpty() ? columns : key)
                .stream().filter(column -> !masked.contains(column)).toList();
        return shown.isEmpty() ? "1" : names(shown);
    }

    private static String count(String rows) {
        return "(SELECT count(*) FROM " + rows + ")::text";
    }

    private static String labelled(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + " AS v" + i)
                .collect(Collectors.joining(", "));
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }
}

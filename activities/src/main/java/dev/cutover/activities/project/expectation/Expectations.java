package dev.cutover.activities.project.expectation;

import dev.cutover.workflows.catalog.ObjectName;
import java.time.Duration;
import java.util.List;

/**
 * What {@code expect.yaml} says.
 *
 * @param sampleRows how many rows of each side are shown, 0 to 20; default 5
 * @param longest how long the comparison of one relation may take; default 1 minute
 * @param mostRows the largest side that is compared row by row; default 10 million
 * @param mask names of columns whose values never leave the database (P9); {@code *} stands for any characters
 * @param rules what is expected of single relations; the first that names a relation counts
 */
public record Expectations(int sampleRows, Duration longest, long mostRows, List<NamePattern> mask, List<Rule> rules) {
    static final int DEFAULT_SAMPLE_ROWS = 5;
    static final Duration DEFAULT_LONGEST = Duration.ofMinutes(1);
    static final long DEFAULT_MOST_ROWS = 10_000_000;

    public Expectations {
        mask = List.copyOf(mask);
        rules = List.copyOf(rules);
    }

    /** Those of a project that says nothing: everything is compared, and differences are for the approver to judge. */
    public static Expectations none() {
        return new Expectations(DEFAULT_SAMPLE_ROWS, DEFAULT_LONGEST, DEFAULT_MOST_ROWS, List.of(), List.of());
    }

    /** What counts for a relation. */
    public Rule of(ObjectName relation) {
        return rules.stream()
                .filter(rule -> rule.relation().matches(relation.toString()))
                .findFirst()
                .orElse(Rule.UNSAID);
    }

    /** Whether there is any column whose values must stay in the database. */
    public boolean masksAnything() {
        return !mask.isEmpty() || rules.stream().anyMatch(rule -> !rule.mask().isEmpty());
    }

    /**
     * Whether the values of a column of a check's result must stay in the database. Nobody can tell which relation it comes from,
     * so that what is said of any relation counts.
     */
    public boolean masks(String column) {
        return fits(mask, column) || rules.stream().anyMatch(rule -> fits(rule.mask(), column));
    }

    /** Whether the values of a relation's column must stay in the database. */
    public boolean masks(Rule rule, String column) {
        return fits(mask, column) || fits(rule.mask(), column);
    }

    private static boolean fits(List<NamePattern> patterns, String column) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(column));
    }

    /**
     * What is expected of the relations of a name.
     *
     * @param relation their full names
     * @param differences what differences mean
     * @param atMost how many rows may differ before the difference is refused whatever {@code differences} says; null
     *     for any number
     * @param key the columns that tell one row from another; may be empty
     * @param ignore columns that are not compared
     * @param mask columns whose values are not shown
     */
    public record Rule(
            NamePattern relation,
            Differences differences,
            Limit atMost,
            List<String> key,
            List<NamePattern> ignore,
            List<NamePattern> mask) {
        private static final Rule UNSAID =
                new Rule(new NamePattern("*"), Differences.WARN, null, List.of(), List.of(), List.of());

        public Rule {
            key = List.copyOf(key);
            ignore = List.copyOf(ignore);
            mask = List.copyOf(mask);
        }

        /** Nothing but a key. */
        public static Rule by(List<String> key) {
            return new Rule(UNSAID.relation(), UNSAID.differences(), null, key, List.of(), List.of());
        }

        /** Whether a column is left out of the comparison. */
        public boolean ignores(String column) {
            return ignore.stream().anyMatch(pattern -> pattern.matches(column));
        }
    }

    /** What differences between the rows of blue and green mean. */
    public enum Differences {
        /** They are what the change is for. */
        ALLOW,
        /** The approver judges them; the default. */
        WARN,
        /** There must be none: the deployment ends, as by a check that fails. */
        REFUSE,
        /** Nobody wants to know: the relation is not compared. */
        SKIP
    }
}

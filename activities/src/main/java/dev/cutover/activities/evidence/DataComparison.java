package dev.cutover.activities.evidence;

import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.ServerError;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.queries.DiffAnswer;
import dev.cutover.activities.materialize.queries.DiffQuery;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.project.expectation.Expectations.Differences;
import dev.cutover.activities.project.expectation.Expectations.Rule;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Row;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import dev.cutover.workflows.evidence.DataDiff.Side;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Compares the rows of every relation that both sides have. Reads on a cluster of green, never on blue's (P1), one relation
 * after the other, each within its time; what does not fit into the time for all is named as not compared.
 */
final class DataComparison implements AutoCloseable {
    private static final Set<ObjectKind> READABLE =
            Set.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.TABLE);

    /** What may be collected in rows over all relations: evidence travels through the deployment's history. */
    private static final int MOST_SAMPLE_CHARACTERS = 200_000;

    private final ComparingSession sessions;
    private final ActivityRun run;
    private final Expectations expectations;
    private final String cluster;
    private final long endNanos;
    private int sampleCharacters;

    /**
     * A comparison.
     *
     * @param cluster where to read; null when green has no cluster of its own, so that nothing can be read
     * @param longest how long all of it may take
     */
    DataComparison(
            Materialize materialize, ActivityRun run, Expectations expectations, String cluster, Duration longest) {
        this.sessions = new ComparingSession(materialize, run, cluster);
        this.run = run;
        this.expectations = expectations;
        this.cluster = cluster;
        this.endNanos = System.nanoTime() + longest.toNanos();
    }

    /**
     * One entry for each relation of both sides, by name.
     *
     * @param greenName green's name for a production name
     */
    List<DataDiff> of(Map<ObjectName, Facts> blue, Map<ObjectName, Facts> green, UnaryOperator<ObjectName> greenName)
            throws SQLException {
        List<ObjectName> names = blue.keySet().stream()
                .filter(name -> READABLE.contains(blue.get(name).kind())
                        && green.containsKey(name)
                        && READABLE.contains(green.get(name).kind()))
                .filter(name -> expectations.of(name).differences() != Differences.SKIP)
                .sorted(Comparator.comparing(ObjectName::toString))
                .toList();
        List<DataDiff> diffs = new ArrayList<>();
        for (ObjectName name : names) {
            run.checkAlive();
            diffs.add(compare(
                    name,
                    greenName.apply(name),
                    ComparedColumns.of(blue.get(name), green.get(name), rule(name)),
                    expectations.sampleRows()));
        }
        return diffs;
    }

    /**
     * Counts rows of one relation by a key of somebody else's, whatever the project says about its key, its columns and what
     * differences mean. A relation that it skips is not read for that either.
     *
     * @param key the columns that tell one row from another; may be empty
     */
    DataDiff counted(Facts blue, Facts green, ObjectName greenName, List<String> key) throws SQLException {
        if (!READABLE.contains(blue.kind()) || !READABLE.contains(green.kind())) {
            return unknown(blue.name(), "The rows of a source are not compared.");
        }
        if (rule(blue.name()).differences() == Differences.SKIP) {
            return unknown(blue.name(), "The project leaves its rows out (differences: skip in expect.yaml).");
        }
        run.checkAlive();
        return compare(blue.name(), greenName, ComparedColumns.of(blue, green, Rule.by(key)), 0);
    }

    private Rule rule(ObjectName relation) {
        return expectations.of(relation);
    }

    private DataDiff compare(ObjectName name, ObjectName green, ComparedColumns columns, int sampleRows)
            throws SQLException {
        if (cluster == null) {
            return unknown(name, "The deployment has no cluster of its own to read on.");
        }
        if (columns.compared().isEmpty()) {
            return unknown(name, "There is no column to compare. " + columns.remark());
        }
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            return unknown(name, "The time for comparing rows was over before its turn came.");
        }
        Duration longest = left.compareTo(expectations.longest()) < 0 ? left : expectations.longest();
        return read(
                sessions.open(),
                new DiffQuery(name, green, columns.compared(), columns.key(), masked(name, columns), sampleRows),
                columns,
                longest);
    }

    private DataDiff read(Session session, DiffQuery query, ComparedColumns columns, Duration longest)
            throws SQLException {
        ObjectName name = query.blue();
        try (Watchdog watchdog = new Watchdog(session, longest)) {
            try {
                Rows sizes = DiffAnswer.sizes(session, query);
                if (Math.max(sizes.blue(), sizes.green()) > expectations.mostRows()) {
                    return unknown(
                            name,
                            "It has " + sizes.blue() + " rows in production and " + sizes.green()
                                    + " in green, more than the " + expectations.mostRows()
                                    + " that are compared row by row (mostRows in expect.yaml).");
                }
                return judge(name, columns, DiffAnswer.read(session, query));
            } catch (SQLException e) {
                run.checkAlive();
                if (watchdog.ended(e, run)) {
                    return unknown(
                            name,
                            "Comparing took longer than " + longest.toSeconds()
                                    + " s and was cancelled (longestComparison in expect.yaml).");
                }
                return switch (SqlErrors.kind(e)) {
                    case TRANSIENT, CONFLICT, CANCELLED -> throw e;
                    case PERMISSION_DENIED, REFUSED ->
                        unknown(
                                name,
                                "It cannot be read: "
                                        + ToldError.of(
                                                expectations, ServerError.of(e).message())
                                        + ".");
                };
            }
        }
    }

    private Set<String> masked(ObjectName name, ComparedColumns columns) {
        return Set.copyOf(columns.compared().stream()
                .filter(column -> expectations.masks(rule(name), column))
                .toList());
    }

    private DataDiff judge(ObjectName name, ComparedColumns columns, DiffAnswer answer) {
        Rows rows = answer.rows();
        List<Row> sample = affordable(answer);
        return new DataDiff(
                name,
                verdict(rule(name), rows),
                columns.compared().size(),
                columns.key(),
                rows,
                sample,
                columns.remark());
    }

    private static Verdict verdict(Rule rule, Rows rows) {
        if (rows.differing() == 0) {
            return Verdict.SAME;
        }
        if (rule.atMost() != null && rule.atMost().exceededBy(rows.differing(), Math.max(rows.blue(), rows.green()))) {
            return Verdict.REFUSED;
        }
        return switch (rule.differences()) {
            case ALLOW -> Verdict.EXPECTED;
            case WARN, SKIP -> Verdict.DIFFERENT;
            case REFUSE -> rule.atMost() == null ? Verdict.REFUSED : Verdict.EXPECTED;
        };
    }

    private List<Row> affordable(DiffAnswer answer) {
        List<Row> shown = new ArrayList<>();
        answer.onlyBlue().forEach(values -> add(Side.BLUE, values, shown));
        answer.onlyGreen().forEach(values -> add(Side.GREEN, values, shown));
        return shown;
    }

    private void add(Side side, Map<String, String> values, List<Row> shown) {
        String json = RowJson.of(values);
        sampleCharacters += json.length();
        if (sampleCharacters <= MOST_SAMPLE_CHARACTERS) {
            shown.add(new Row(side, json));
        }
    }

    @Override
    public void close() throws SQLException {
        sessions.close();
    }

    private static DataDiff unknown(ObjectName name, String why) {
        return new DataDiff(name, Verdict.NOT_COMPARED, 0, List.of(), null, List.of(), why.strip());
    }
}

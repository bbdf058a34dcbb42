package dev.cutover.activities.evidence;

import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.materialize.Materialize;
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
import dev.cutover.workflows.text.Amount;
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
    private final ToldErrors errors;
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
        this.errors = new ToldErrors(expectations);
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
        List<Pair> pairs = names.stream()
                .map(name -> pair(
                        name,
                        greenName.apply(name),
                        ComparedColumns.of(blue.get(name), green.get(name), rule(name)),
                        expectations.sampleRows()))
                .toList();
        Map<ObjectName, Rows> sizes = sizes(pairs);
        List<DataDiff> diffs = new ArrayList<>();
        for (Pair pair : pairs) {
            run.checkAlive();
            diffs.add(compare(pair, sizes.get(pair.name())));
        }
        return diffs;
    }

    /** One relation, and how its two versions are to be compared. */
    private record Pair(ComparedColumns columns, DiffQuery query) {
        ObjectName name() {
            return query.blue();
        }
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
        return compare(pair(blue.name(), greenName, ComparedColumns.of(blue, green, Rule.by(key)), 0), null);
    }

    private Rule rule(ObjectName relation) {
        return expectations.of(relation);
    }

    private Pair pair(ObjectName name, ObjectName green, ComparedColumns columns, int sampleRows) {
        return new Pair(
                columns,
                new DiffQuery(name, green, columns.compared(), columns.key(), masked(name, columns), sampleRows));
    }

    private Map<ObjectName, Rows> sizes(List<Pair> pairs) throws SQLException {
        Duration longest = longest();
        if (cluster == null || isOver(longest)) {
            return Map.of();
        }
        List<DiffQuery> queries = pairs.stream()
                .filter(pair -> !pair.columns().compared().isEmpty())
                .map(Pair::query)
                .toList();
        return new RelationSizes(sessions, run).of(queries, longest);
    }

    /** How long the next query may take. */
    private Duration longest() {
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        return left.compareTo(expectations.longest()) < 0 ? left : expectations.longest();
    }

    private static boolean isOver(Duration left) {
        return left.isNegative() || left.isZero();
    }

    private DataDiff compare(Pair pair, Rows sizes) throws SQLException {
        if (cluster == null) {
            return unknown(pair.name(), "The deployment has no cluster of its own to read on.");
        }
        if (pair.columns().compared().isEmpty()) {
            return unknown(
                    pair.name(),
                    "There is no column to compare. " + pair.columns().remark());
        }
        Duration longest = longest();
        if (isOver(longest)) {
            return unknown(pair.name(), "The time for comparing rows was over before its turn came.");
        }
        return read(sessions.open(), pair, sizes, longest);
    }

    private DataDiff read(Session session, Pair pair, Rows known, Duration longest) throws SQLException {
        ObjectName name = pair.name();
        try (Watchdog watchdog = new Watchdog(session, longest)) {
            try {
                Rows sizes = known != null
                        ? known
                        : DiffAnswer.sizes(session, List.of(pair.query())).get(0);
                if (Math.max(sizes.blue(), sizes.green()) > expectations.mostRows()) {
                    return unknown(
                            name,
                            "It has " + Amount.of(sizes.blue(), "row") + " in production and " + sizes.green()
                                    + " in green, more than the " + expectations.mostRows()
                                    + " that are compared row by row (mostRows in expect.yaml).");
                }
                return judge(name, pair.columns(), DiffAnswer.read(session, pair.query()));
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
                                        + sentence(errors.of(
                                                        e,
                                                        () -> session.describe(
                                                                pair.query().text()))
                                                .message()));
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

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private static DataDiff unknown(ObjectName name, String why) {
        return new DataDiff(name, Verdict.NOT_COMPARED, 0, List.of(), null, List.of(), why.strip());
    }
}

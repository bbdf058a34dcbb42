package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.materialize.sql.Rewritten;
import dev.cutover.activities.project.SqlCheck;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs the project's checks against green. */
final class Checks {
    private final FailingSample samples;
    private final Renames greenNames;

    Checks(FailingSample samples, Renames greenNames) {
        this.samples = samples;
        this.greenNames = greenNames;
    }

    List<CheckResult> run(List<SqlCheck> checks) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (SqlCheck check : checks) {
            results.add(run(check));
        }
        return results;
    }

    private CheckResult run(SqlCheck check) throws SQLException {
        Rewritten query = new Rewriter(greenNames, check.scope()).rewrite(check.query());
        FailingSample.Rows rows =
                samples.read(query.text(), check.scope().home().database());
        return new CheckResult(check.name(), check.file(), rows.count(), rows.rows(), describe(check, query, rows));
    }

    private static String describe(SqlCheck check, Rewritten query, FailingSample.Rows rows) {
        if (rows.position() == 0) {
            return rows.error();
        }
        Rewritten.Place place = query.placeOf(rows.position());
        return check.file() + ":" + place.line() + ":" + place.column() + ": " + rows.error();
    }
}

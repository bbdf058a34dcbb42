package dev.cutover.activities.evidence;

import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.project.expectation.Expectations.Differences;
import dev.cutover.activities.project.expectation.Expectations.Rule;
import dev.cutover.activities.project.expectation.ExpectationsFile;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Row;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.util.List;

/** What the project refuses or limits, as checks: one for each relation that was to be compared. */
final class ExpectationChecks {
    private ExpectationChecks() {}

    /** A relation that could not be compared has not passed: unknown is not as expected. */
    static List<CheckResult> of(Expectations expectations, List<DataDiff> data) {
        return data.stream()
                .filter(diff -> limits(expectations.of(diff.relation())))
                .map(ExpectationChecks::check)
                .toList();
    }

    private static boolean limits(Rule rule) {
        return rule.differences() == Differences.REFUSE || rule.atMost() != null;
    }

    private static CheckResult check(DataDiff diff) {
        boolean refused = diff.verdict() == Verdict.REFUSED;
        return new CheckResult(
                "rows of " + diff.relation(),
                ExpectationsFile.PATH,
                refused ? diff.rows().differing() : 0,
                refused ? diff.sample().stream().map(Row::values).toList() : List.of(),
                diff.verdict() == Verdict.NOT_COMPARED ? diff.remark() : null);
    }
}

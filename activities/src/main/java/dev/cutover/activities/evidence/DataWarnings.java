package dev.cutover.activities.evidence;

import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What the approver should know of the rows. */
final class DataWarnings {
    private static final int NAMED = 5;

    private DataWarnings() {}

    static List<String> of(List<DataDiff> data) {
        List<String> warnings = new ArrayList<>();
        add(
                data,
                Verdict.DIFFERENT,
                " differ from production in their rows and nothing in expect.yaml expects it: ",
                warnings);
        add(data, Verdict.NOT_COMPARED, " were not compared with production row by row: ", warnings);
        return warnings;
    }

    private static void add(List<DataDiff> data, Verdict verdict, String what, List<String> warnings) {
        List<String> names = data.stream()
                .filter(diff -> diff.verdict() == verdict)
                .map(diff -> diff.relation().toString())
                .toList();
        if (!names.isEmpty()) {
            warnings.add(names.size() + " of " + data.size() + " relations" + what
                    + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                    + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "") + ".");
        }
    }
}

package dev.cutover.faults.defects;

import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.status.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that a deployment tells an approver besides "nothing differs", one line each. */
final class Alarms {
    private static final String DATABASE = "materialize.";

    private Alarms() {}

    /**
     * The alarms of a deployment.
     *
     * @param evidence null when it ended before there was any
     */
    static List<String> of(Status status, Evidence evidence) {
        List<String> alarms = new ArrayList<>();
        if (evidence != null) {
            evidence.objects().forEach(object -> objects(object, alarms));
            evidence.data().stream()
                    .filter(diff -> diff.verdict() != DataDiff.Verdict.SAME)
                    .forEach(diff -> alarms.add(rows(diff)));
            evidence.checks().stream()
                    .filter(check -> check.verdict() != CheckVerdict.PASSED)
                    .forEach(check -> alarms.add(check(check)));
            evidence.dependents().stream()
                    .filter(ExternalDependent::isDirect)
                    .forEach(dependent -> alarms.add(dependent(dependent)));
            evidence.warnings().forEach(warning -> alarms.add("warning " + warning));
        }
        if (status.outcome() != null) {
            alarms.add("ending " + status.outcome() + ": " + status.reason());
        }
        return alarms;
    }

    private static void objects(ObjectDiff object, List<String> alarms) {
        String name = "object " + shortened(object.name()) + " " + object.difference();
        if (object.difference() == Difference.CHANGED) {
            object.details().forEach(detail -> alarms.add(name + ": " + detail));
        } else if (object.difference() != Difference.SAME) {
            alarms.add(name);
        }
    }

    private static String rows(DataDiff diff) {
        return "rows " + shortened(diff.relation()) + " " + diff.verdict() + ": "
                + (diff.rows() == null
                        ? diff.remark()
                        : diff.rows().onlyBlue() + " gone, " + diff.rows().onlyGreen() + " new");
    }

    private static String check(CheckResult check) {
        long rows = check.failingRows();
        return "check " + check.name() + " " + check.verdict() + ": "
                + (check.error() == null ? rows + (rows == 1 ? " row" : " rows") : check.error());
    }

    private static String dependent(ExternalDependent dependent) {
        return "dependent " + shortened(dependent.object().name()) + " reads "
                + dependent.reads().stream().map(Alarms::shortened).sorted().collect(Collectors.joining(", "));
    }

    private static String shortened(Object name) {
        String text = name.toString();
        return text.startsWith(DATABASE) ? text.substring(DATABASE.length()) : text;
    }
}

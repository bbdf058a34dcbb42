package dev.cutover.starter.view;

import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.plan.ExternalDependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the approver has to know, for people. */
public final class EvidenceView {
    private EvidenceView() {}

    /** What changes first, then checks, then what lies outside, then warnings. */
    public static List<String> lines(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        for (ObjectDiff object : evidence.objects()) {
            if (object.difference() != Difference.SAME) {
                lines.add(
                        String.format("  %-8s %s", object.difference().name().toLowerCase(Locale.ROOT), object.name()));
                object.details().forEach(detail -> lines.add("           " + detail));
            }
        }
        lines.add("  " + count(evidence, Difference.ADDED) + " added, " + count(evidence, Difference.CHANGED)
                + " changed, " + count(evidence, Difference.REMOVED) + " removed, " + count(evidence, Difference.SAME)
                + " the same");
        evidence.data().forEach(diff -> addRows(diff, lines));
        evidence.checks().forEach(check -> addCheck(check, lines));
        for (ExternalDependent dependent : evidence.dependents()) {
            lines.add("  outside  " + dependent.object().name() + " goes on reading the old "
                    + dependent.reads().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        evidence.warnings().forEach(warning -> lines.add("  warning  " + warning));
        return lines;
    }

    private static void addRows(DataDiff diff, List<String> lines) {
        switch (diff.verdict()) {
            case SAME ->
                lines.add(
                        "  rows     " + diff.relation() + ": all " + diff.rows().green() + " are the same");
            case NOT_COMPARED -> lines.add("  rows     " + diff.relation() + " not compared: " + diff.remark());
            case EXPECTED, DIFFERENT, REFUSED -> {
                lines.add("  rows     " + diff.relation() + ": " + diff.rows().onlyBlue() + " of "
                        + diff.rows().blue() + " go, " + diff.rows().onlyGreen() + " of "
                        + diff.rows().green() + " come" + meaning(diff));
                diff.sample()
                        .forEach(row -> lines.add(
                                "           " + (row.side() == DataDiff.Side.BLUE ? "- " : "+ ") + row.values()));
                if (diff.remark() != null) {
                    lines.add("           " + diff.remark());
                }
            }
        }
    }

    private static String meaning(DataDiff diff) {
        String changed = diff.rows().changedKeys() == null
                ? ""
                : " (" + diff.rows().changedKeys() + " of them the same key, changed)";
        return changed
                + switch (diff.verdict()) {
                    case EXPECTED -> ", as expect.yaml expects";
                    case REFUSED -> ", REFUSED by expect.yaml";
                    case SAME, DIFFERENT, NOT_COMPARED -> "";
                };
    }

    private static void addCheck(CheckResult check, List<String> lines) {
        if (check.error() != null) {
            lines.add("  check    " + check.name() + " could not run: " + check.error());
        } else if (check.passed()) {
            lines.add("  check    " + check.name() + " passed");
        } else {
            lines.add("  check    " + check.name() + " FAILED with " + check.failingRows() + " rows, such as");
            check.sample().forEach(row -> lines.add("           " + row));
        }
    }

    private static long count(Evidence evidence, Difference difference) {
        return evidence.objects().stream()
                .filter(object -> object.difference() == difference)
                .count();
    }
}

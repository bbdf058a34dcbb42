package dev.cutover.starter.view;

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
        evidence.checks().forEach(check -> addCheck(check, lines));
        for (ExternalDependent dependent : evidence.dependents()) {
            lines.add("  outside  " + dependent.object().name() + " goes on reading the old "
                    + dependent.reads().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        evidence.warnings().forEach(warning -> lines.add("  warning  " + warning));
        return lines;
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

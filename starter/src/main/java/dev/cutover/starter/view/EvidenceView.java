package dev.cutover.starter.view;

import dev.cutover.workflows.evidence.CheckCounts;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Side;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.text.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the approver has to know, for people. */
public final class EvidenceView {
    /** The query evidence has more of them. */
    private static final int ROWS_SHOWN = 2;

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
        lines.add("  " + counts(evidence));
        lines.add(same(evidence));
        evidence.data().forEach(diff -> addRows(diff, lines));
        evidence.checks().forEach(check -> addCheck(check, lines));
        for (ExternalDependent dependent : evidence.dependents()) {
            lines.add("  outside  " + staysBehind(dependent));
        }
        if (evidence.subscriptions() > 0) {
            lines.add("  outside  " + subscriptions(evidence));
        }
        evidence.warnings().forEach(warning -> lines.add("  warning  " + warning));
        return lines;
    }

    private static void addRows(DataDiff diff, List<String> lines) {
        switch (diff.verdict()) {
            case SAME -> {}
            case NOT_COMPARED -> lines.add("  rows     " + diff.relation() + " not compared: " + diff.remark());
            case EXPECTED, DIFFERENT, REFUSED -> {
                lines.add("  rows     " + diff.relation() + ": " + diff.rows().onlyBlue() + " of "
                        + diff.rows().blue() + " go, " + diff.rows().onlyGreen() + " of "
                        + diff.rows().green() + " come" + meaning(diff));
                addSample(diff, Side.BLUE, "- ", lines);
                addSample(diff, Side.GREEN, "+ ", lines);
                if (diff.remark() != null) {
                    lines.add("           " + diff.remark());
                }
            }
        }
    }

    private static void addSample(DataDiff diff, Side side, String sign, List<String> lines) {
        diff.sample().stream()
                .filter(row -> row.side() == side)
                .limit(ROWS_SHOWN)
                .forEach(row -> lines.add("           " + sign + row.values()));
    }

    private static String same(Evidence evidence) {
        List<DataDiff> same = evidence.data().stream()
                .filter(diff -> diff.verdict() == Verdict.SAME)
                .toList();
        long rows = same.stream().mapToLong(diff -> diff.rows().green()).sum();
        return "  rows     " + same.size() + " of " + Amount.of(evidence.data().size(), "relation")
                + " hold the same rows as production, " + rows + " in all";
    }

    private static String meaning(DataDiff diff) {
        String changed =
                diff.rows().changedKeys() == null ? "" : ", " + diff.rows().changedKeys() + " of them changed";
        return changed
                + switch (diff.verdict()) {
                    case EXPECTED -> ", as expect.yaml expects";
                    case REFUSED -> ", REFUSED by expect.yaml";
                    case SAME, DIFFERENT, NOT_COMPARED -> "";
                };
    }

    /** One line: how many objects differ, how the checks went, and how much more there is to read. */
    public static String summary(Evidence evidence) {
        return counts(evidence) + "; " + CheckCounts.of(evidence).words() + "; " + rows(evidence) + "; "
                + Amount.of(evidence.dependents().size(), "outside stays", "outside stay")
                + " with the old version; "
                + Amount.of(evidence.warnings().size(), "warning");
    }

    private static String rows(Evidence evidence) {
        return "rows of " + Amount.of(count(evidence, Verdict.SAME), "relation") + " the same, "
                + count(evidence, Verdict.EXPECTED)
                + " other as expected, " + count(evidence, Verdict.DIFFERENT) + " other, "
                + count(evidence, Verdict.NOT_COMPARED) + " not compared";
    }

    private static long count(Evidence evidence, Verdict verdict) {
        return evidence.data().stream()
                .filter(diff -> diff.verdict() == verdict)
                .count();
    }

    /** That an object outside the deployment does not move along. */
    static String staysBehind(ExternalDependent dependent) {
        return dependent.object().name()
                + (dependent.isDirect()
                        ? " goes on reading the old "
                        : " (" + dependent.depth() + " steps away) goes on reading ")
                + dependent.reads().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** How many running SUBSCRIBEs break. */
    static String subscriptions(Evidence evidence) {
        int count = evidence.subscriptions();
        return count + (count == 1 ? " running SUBSCRIBE reads" : " running SUBSCRIBEs read")
                + " the old version, and will break when it is dropped";
    }

    private static String counts(Evidence evidence) {
        return count(evidence, Difference.ADDED) + " added, " + count(evidence, Difference.CHANGED) + " changed, "
                + count(evidence, Difference.REMOVED) + " removed, " + count(evidence, Difference.SAME) + " the same";
    }

    private static void addCheck(CheckResult check, List<String> lines) {
        String name = "  check    " + check.name();
        switch (check.verdict()) {
            case PASSED -> lines.add(name + " passed");
            case WARNED -> addFound(check, name + " warns with ", lines);
            case FAILED -> {
                if (check.error() == null) {
                    addFound(check, name + " FAILED with ", lines);
                } else {
                    lines.add(name + " could not run: " + check.error());
                }
            }
        }
    }

    private static void addFound(CheckResult check, String verdict, List<String> lines) {
        lines.add(verdict
                + Amount.of(check.failingRows(), "row")
                + (check.sample().isEmpty() ? "" : ", such as"));
        check.sample().forEach(row -> lines.add("           " + row));
    }

    private static long count(Evidence evidence, Difference difference) {
        return evidence.objects().stream()
                .filter(object -> object.difference() == difference)
                .count();
    }
}

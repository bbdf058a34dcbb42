package dev.cutover.starter.view;

import dev.cutover.workflows.display.JanitorDetails;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A round of the janitor for people: by deployment, each thing with what becomes of it. */
public final class JanitorView {
    private JanitorView() {}

    /** The summary, then the things. */
    public static List<String> lines(JanitorReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(JanitorDetails.summary(report));
        Item former = null;
        for (Item item : report.items()) {
            if (former == null || !Objects.equals(former.deployment(), item.deployment())) {
                lines.add("");
                lines.add((item.deployment() == null ? "No deployment" : "Deployment " + item.deployment())
                        + (item.workflowId() == null ? "" : " (workflow " + item.workflowId() + ")"));
                former = null;
            }
            if (former == null || !Objects.equals(former.why(), item.why())) {
                lines.add("  " + Visible.text(item.why()));
            }
            lines.add(String.format("    %-8s  %s %s", item.verdict(), item.kind(), Visible.text(item.name())));
            if (item.verdict() == Verdict.KEPT || item.verdict() == Verdict.UNPROVEN) {
                item.statements().forEach(statement -> lines.add("              " + statement));
            }
            former = item;
        }
        if (report.count(Verdict.REMOVE) > 0) {
            lines.add("");
            lines.add("Nothing was removed. To remove what is marked REMOVE, add --apply.");
        }
        return lines;
    }
}

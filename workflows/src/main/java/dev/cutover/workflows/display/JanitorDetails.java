package dev.cutover.workflows.display;

import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;

/** A round of the janitor as Markdown. */
public final class JanitorDetails {
    private static final int ITEMS_SHOWN = 50;

    private JanitorDetails() {}

    /** One line with the counts, and a table. */
    public static String of(JanitorReport report) {
        StringBuilder text = new StringBuilder("### " + summary(report) + "\n");
        if (!report.items().isEmpty()) {
            text.append("\n| verdict | what | deployment | why |\n|---|---|---|---|\n");
            for (Item item : report.items().subList(0, Math.min(report.items().size(), ITEMS_SHOWN))) {
                text.append("| ")
                        .append(item.verdict())
                        .append(" | ")
                        .append(cell(item.kind() + " " + item.name()))
                        .append(" | ")
                        .append(item.deployment() == null ? "" : item.deployment())
                        .append(" | ")
                        .append(cell(item.why()))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    /** What was found, in one line. */
    public static String summary(JanitorReport report) {
        if (report.items().isEmpty()) {
            return "Nothing is left on target " + report.target() + ".";
        }
        String removal = report.applied()
                ? report.count(Verdict.REMOVED) + " removed"
                : report.count(Verdict.REMOVE) + " would be removed";
        return "Target " + report.target() + ": " + removal + ", " + report.count(Verdict.KEPT) + " kept, "
                + report.count(Verdict.UNPROVEN) + " unproven.";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").replace('`', '\'');
    }
}

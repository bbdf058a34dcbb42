package dev.cutover.starter.view;

import dev.cutover.starter.client.End;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.sinks.SinkBehind;
import java.util.ArrayList;
import java.util.List;

/** An ending for people. */
public final class OutcomeView {
    private OutcomeView() {}

    /** The ending's word, why, what is safe to assume about production, and what is left to do. */
    public static List<String> lines(End end) {
        List<String> lines = new ArrayList<>();
        lines.add("outcome      " + end.words());
        if (end.outcome() == null) {
            lines.add(
                    "production   not known: the workflow was ended from outside and could neither compensate nor answer.");
            lines.add("             Look for schemas and clusters whose names contain __green_ or __retired_.");
            return lines;
        }
        Outcome outcome = end.outcome();
        if (outcome.reason() != null) {
            lines.add(because(outcome.reason()));
        }
        lines.add("production   " + outcome.production());
        addSinks(outcome.sinksBehind(), lines);
        addRemaining("kept", outcome.kept(), lines);
        addRemaining("left", outcome.left(), lines);
        return lines;
    }

    static String because(String reason) {
        return "because      " + reason.replace("\n", "\n             ");
    }

    static void addSinks(List<SinkBehind> behind, List<String> lines) {
        for (SinkBehind one : behind) {
            lines.add(
                    "behind       sink " + Visible.text(one.sink() + " still reads " + one.reads() + ". " + one.why()));
            if (one.statement() != null) {
                lines.add("               " + one.statement() + ";");
            }
        }
    }

    private static void addRemaining(String title, List<Remaining> remaining, List<String> lines) {
        for (Remaining one : remaining) {
            lines.add(String.format(
                    "%-12s %s %s: %s", title, one.kind(), Visible.text(one.name()), Visible.text(one.why())));
            one.statements().forEach(statement -> lines.add("               " + statement));
        }
    }
}

package dev.cutover.starter.page;

import dev.cutover.starter.view.PlanView;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.Reason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What follows from an approval: sinks, what a revert would lose, what waiting costs, and why each object is in it. */
final class Foresight {
    /** Longer lists are folded, so that what comes after them is found. */
    private static final int UNFOLDED = 20;

    private final Html part = new Html();

    private Foresight() {}

    static Html of(Plan plan, Evidence evidence) {
        Foresight foresight = new Foresight();
        foresight.sentences(
                "Sinks", evidence.sinks().stream().map(SinkEffect::sentence).toList());
        foresight.sentences("What a revert would lose", plan.outlook().lossyRevert());
        foresight.sentences(
                "What green costs while it waits", PlanView.costs(plan.outlook().cost()));
        foresight.objects(plan.outlook().objects());
        return foresight.part;
    }

    private void sentences(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            part.element("h2", heading).open("ul");
            sentences.forEach(sentence -> part.element("li", sentence));
            part.close("ul");
        }
    }

    private void objects(List<ObjectOutlook> objects) {
        if (objects.isEmpty()) {
            return;
        }
        part.element("h2", "Why each object is in the deployment");
        table(
                "objects that are new, changed, moved or removed, or read what is",
                objects.stream().filter(object -> !same(object)).toList());
        table(
                "objects that stay the same and are swapped with their schema or cluster",
                objects.stream().filter(Foresight::same).toList());
    }

    private void table(String heading, List<ObjectOutlook> objects) {
        if (objects.isEmpty()) {
            return;
        }
        if (objects.size() > UNFOLDED) {
            part.open("details");
        } else {
            part.open("details", "open", "open");
        }
        part.element("summary", objects.size() + " " + heading).open("table");
        part.row("th", "object", "kind", "why", "columns");
        objects.forEach(object -> part.row(
                "td",
                object.name().toString(),
                object.kind().sqlWords().toLowerCase(Locale.ROOT),
                object.reason().words(),
                columns(object)));
        part.close("table").close("details");
    }

    private static boolean same(ObjectOutlook object) {
        return object.reason() instanceof Reason.SameSchema;
    }

    private static String columns(ObjectOutlook object) {
        if (object.columns() instanceof ColumnOutlook.Changes changes) {
            return changes.changes().stream().map(ColumnChange::words).collect(Collectors.joining("; "));
        }
        return object.columns() instanceof ColumnOutlook.Later ? "below, as compared in green" : "";
    }
}

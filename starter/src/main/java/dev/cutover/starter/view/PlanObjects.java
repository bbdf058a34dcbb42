package dev.cutover.starter.view;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.Reason;
import dev.cutover.workflows.text.Amount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The objects of a plan, under the reasons for which they are in it. */
final class PlanObjects {
    /** What stays as it is interests nobody one by one. */
    private static final int SAME_NAMED = 5;

    private final Plan plan;
    private final Map<ObjectName, String> clusters = new HashMap<>();

    PlanObjects(Plan plan) {
        this.plan = plan;
        plan.objects().forEach(object -> clusters.put(object.name(), on(object)));
    }

    List<String> lines() {
        Map<String, List<ObjectOutlook>> groups = new LinkedHashMap<>();
        for (String heading : List.of("new", "changed", "moved", "depends", "unknown", "same", "removed")) {
            groups.put(heading, new ArrayList<>());
        }
        plan.outlook()
                .objects()
                .forEach(object -> groups.get(heading(object.reason())).add(object));
        List<String> lines = new ArrayList<>();
        lines.add("creates      " + Amount.of(plan.objects().size(), "object"));
        groups.forEach((heading, objects) -> {
            if (heading.equals("same") && objects.size() > SAME_NAMED) {
                lines.add(heading(heading, objects.size()) + same(objects));
            } else if (!objects.isEmpty()) {
                lines.add(heading(heading, objects.size()) + meaning(heading));
                objects.forEach(object -> add(heading, object, lines));
            }
        });
        return lines;
    }

    private static String heading(Reason reason) {
        if (reason instanceof Reason.New) {
            return "new";
        }
        if (reason instanceof Reason.Changed) {
            return "changed";
        }
        if (reason instanceof Reason.Moved) {
            return "moved";
        }
        if (reason instanceof Reason.DependsOn) {
            return "depends";
        }
        if (reason instanceof Reason.NotKnownYet) {
            return "unknown";
        }
        return reason instanceof Reason.Removed ? "removed" : "same";
    }

    private static String heading(String heading, int count) {
        return String.format("%-13s%s", heading, Amount.of(count, "object"));
    }

    private static String meaning(String heading) {
        return switch (heading) {
            case "depends" -> ", the same as before, which read what changes";
            case "unknown" -> ", whose changes show when they are made";
            case "same" -> ", swapped with their schema or cluster";
            default -> "";
        };
    }

    private static String same(List<ObjectOutlook> objects) {
        return meaning("same") + ": "
                + objects.stream()
                        .limit(SAME_NAMED)
                        .map(object -> object.name().toString())
                        .collect(Collectors.joining(", "))
                + " and " + (objects.size() - SAME_NAMED) + " more";
    }

    private void add(String heading, ObjectOutlook object, List<String> lines) {
        boolean saysMore = heading.equals("moved") || heading.equals("depends");
        lines.add(String.format(
                "  %-17s %s%s%s",
                object.kind().sqlWords().toLowerCase(Locale.ROOT),
                object.name(),
                clusters.getOrDefault(object.name(), ""),
                saysMore ? ": " + object.reason().words() : ""));
        if (object.columns() instanceof ColumnOutlook.Changes changes) {
            changes.changes().stream()
                    .map(ColumnChange::words)
                    .forEach(words -> lines.add("                      " + words));
        } else if (object.columns() instanceof ColumnOutlook.Later later
                && (heading.equals("changed") || heading.equals("new") || heading.equals("moved"))) {
            lines.add("                      columns: in the evidence, since " + later.because());
        }
    }

    private static String on(PlannedObject object) {
        return object.cluster() == null ? "" : " on " + object.cluster();
    }
}

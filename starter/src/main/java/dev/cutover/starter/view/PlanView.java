package dev.cutover.starter.view;

import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a deployment would do, for people. */
public final class PlanView {
    private PlanView() {}

    /** What is deployed first, then what the swap moves, what is created in which order, checks, outsiders, warnings. */
    public static List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("plan         " + plan.hash());
        lines.add("project      " + project(plan.project()));
        for (PlannedSchema schema : plan.schemas()) {
            lines.add(
                    "schema       " + schema.name() + ": " + change(schema.change(), schema.green(), schema.retired()));
        }
        for (PlannedCluster cluster : plan.clusters()) {
            lines.add("cluster      " + cluster.name() + ": "
                    + change(cluster.change(), cluster.green(), cluster.retired()));
        }
        lines.add("creates      " + plan.objects().size() + " objects, in this order");
        plan.objects().forEach(object -> lines.add("  " + object(object)));
        if (!plan.checks().isEmpty()) {
            lines.add("checks       "
                    + plan.checks().stream().map(PlannedCheck::name).collect(Collectors.joining(", ")));
        }
        for (ExternalDependent dependent : plan.dependents()) {
            lines.add("outside      " + EvidenceView.staysBehind(dependent));
        }
        plan.warnings().forEach(warning -> lines.add("warning      " + warning));
        return lines;
    }

    private static String project(ProjectPin project) {
        String where = project.git() == null
                ? project.path()
                : project.git() + " at " + project.commit() + (project.path() == null ? "" : ", " + project.path());
        return where + ", content "
                + project.digest().substring(0, Math.min(12, project.digest().length()));
    }

    private static String change(Change change, String green, String retired) {
        return switch (change) {
            case REPLACE -> "replaced by " + green + ", kept as " + retired + " in the hold";
            case NEW -> "new, made as " + green;
            case REMOVE -> "removed, kept as " + retired + " in the hold";
        };
    }

    private static String object(PlannedObject object) {
        return String.format(
                "%-17s %s%s",
                object.kind().sqlWords().toLowerCase(Locale.ROOT),
                object.name(),
                object.cluster() == null ? "" : " on " + object.cluster());
    }
}

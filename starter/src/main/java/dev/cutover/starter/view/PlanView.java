package dev.cutover.starter.view;

import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.GreenCost.ClusterCost;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.text.DurationText;
import dev.cutover.workflows.text.SqlComment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a deployment would do, for people. */
public final class PlanView {
    private PlanView() {}

    /** What is deployed first, then each object with why it is, then what stays outside, what it costs, what cannot be taken back. */
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
        lines.addAll(new PlanObjects(plan).lines());
        if (!plan.checks().isEmpty()) {
            lines.add("checks       "
                    + plan.checks().stream().map(PlannedCheck::name).collect(Collectors.joining(", ")));
        }
        for (ExternalDependent dependent : plan.dependents()) {
            lines.add("outside      " + EvidenceView.staysBehind(dependent));
        }
        plan.sinks().forEach(sink -> lines.add("sink         " + sink.name() + " follows to the new " + sink.reads()));
        if (plan.outlook().subscriptions() > 0) {
            lines.add("subscribes   " + plan.outlook().subscriptions()
                    + " running SUBSCRIBEs read the old version and break when it is dropped");
        }
        costs(plan.outlook().cost()).forEach(cost -> lines.add("cost         " + cost));
        plan.outlook().lossyRevert().forEach(loss -> lines.add("revert       " + loss));
        plan.warnings().forEach(warning -> lines.add("warning      " + warning));
        lines.add("statements   " + counts(plan.outlook().statementList()));
        return lines;
    }

    /** Every statement, under the words that say when it is sent. */
    public static List<String> statements(Plan plan) {
        List<String> lines = new ArrayList<>();
        Stage stage = null;
        for (PlannedStatement statement : plan.outlook().statementList()) {
            if (statement.stage() != stage) {
                stage = statement.stage();
                lines.add(SqlComment.line(stage.name() + ": " + stage.meaning()));
            }
            String remark = statement.remark().isEmpty() ? "" : " " + SqlComment.line(statement.remark());
            lines.add(statement.sql() + (statement.open() ? "…" : "") + ";" + remark);
        }
        return lines;
    }

    private static String counts(List<PlannedStatement> statements) {
        Map<Stage, Long> counts = statements.stream()
                .collect(Collectors.groupingBy(
                        PlannedStatement::stage, () -> new EnumMap<>(Stage.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().meaning())
                .collect(Collectors.joining(", "));
    }

    /** What green costs while it waits, cluster by cluster and in all; empty when nothing is known. */
    public static List<String> costs(GreenCost cost) {
        List<String> lines = new ArrayList<>();
        for (ClusterCost cluster : cost.clusters()) {
            String sizes = cluster.sizes().isEmpty()
                    ? "replicas of unknown size"
                    : cluster.sizes().size() + " x " + cluster.sizes().get(0);
            lines.add(cluster.cluster() + ": " + sizes + ", "
                    + (cluster.creditsPerHour() == null
                            ? "the catalog does not say what they cost"
                            : cluster.creditsPerHour().toPlainString() + " credits an hour"));
        }
        if (cost.creditsAtMost() != null) {
            lines.add(cost.creditsPerHour().toPlainString() + " credits an hour in all, at most "
                    + cost.creditsAtMost().toPlainString() + " for " + DurationText.of(cost.waitsAtMost())
                    + " until the approval expires and the hold ends; until green is ready on top");
        }
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
}

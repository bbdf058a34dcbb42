package dev.cutover.starter.commands;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.GreenCost.ClusterCost;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.plan.Reason;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.PackedLines;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One deployment as a worker would answer for it. */
final class Samples {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Samples() {}

    static Outcome outcome(Ending ending) {
        return new Outcome(ending, "abcdefgh", "prod", null, "Because.", "As it was.", null, null, null, List.of());
    }

    static Status ended(Outcome outcome) {
        return new Status(
                "abcdefgh",
                "prod",
                Phase.DONE,
                outcome.outcome(),
                outcome.reason(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of("temporal workflow result"),
                outcome.production(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(new PhaseTime(Phase.DONE, NOON)),
                List.of());
    }

    private static Outlook outlook(ObjectName totals) {
        ObjectName gone = new ObjectName("materialize", "shop", "gone");
        return new Outlook(
                List.of(
                        new ObjectOutlook(
                                totals,
                                ObjectKind.MATERIALIZED_VIEW,
                                new Reason.Changed(),
                                new ColumnOutlook.Changes(List.of(new ColumnChange.Added("n", "int8")))),
                        new ObjectOutlook(gone, ObjectKind.VIEW, new Reason.Removed(), null)),
                List.of("Webhook source hook: what is posted after the swap is lost."),
                new GreenCost(
                        List.of(new ClusterCost("serve", List.of("50cc", "50cc"), BigDecimal.ONE)),
                        BigDecimal.ONE,
                        Duration.ofMinutes(1470),
                        new BigDecimal("24.5")),
                2,
                PlannedStatement.pack(List.of(
                        PlannedStatement.sent(Stage.CLONE, "CREATE SCHEMA materialize.shop__green_abcdefgh"),
                        PlannedStatement.sent(Stage.CLEANUP, "DROP VIEW v")
                                .but("not while somebody outside still reads it"))),
                PackedLines.NONE);
    }

    static Plan plan() {
        ObjectName totals = new ObjectName("materialize", "shop", "totals");
        CatalogObject report =
                new CatalogObject("u9", new ObjectName("materialize", "public", "report"), ObjectKind.VIEW, null);
        return new Plan(
                "abcdefgh",
                "prod",
                "alice",
                new ProjectPin("shop", null, null, "fedcba9876543210"),
                null,
                List.of(new PlannedSchema(
                        new SchemaName("materialize", "shop"),
                        Change.REPLACE,
                        "u1",
                        "shop__green_abcdefgh",
                        "shop__retired_abcdefgh")),
                List.of(new PlannedCluster("serve", Change.NEW, null, "serve__green_abcdefgh", null, List.of())),
                List.of(new PlannedObject(totals, ObjectKind.MATERIALIZED_VIEW, "serve", "totals.sql", 1, List.of())),
                List.of(new PlannedCheck("totals_add_up", "checks/totals_add_up.sql")),
                List.of(),
                "f",
                List.of(new ExternalDependent(report, List.of(totals), 1)),
                List.of(),
                List.of("Look twice."),
                Duration.ofSeconds(1),
                Policy.NONE,
                null,
                outlook(totals),
                "0123456789abcdef");
    }

    static Status awaitingDecision() {
        return awaitingDecision(List.of("temporal workflow signal …"));
    }

    static Status awaitingDecision(List<String> next) {
        return awaitingDecision(next, List.of());
    }

    static Status ignoring(String message) {
        return awaitingDecision(List.of(), List.of(message));
    }

    private static Status awaitingDecision(List<String> next, List<String> ignored) {
        return new Status(
                "abcdefgh",
                "prod",
                Phase.AWAITING_DECISION,
                null,
                null,
                "0123456789abcdef",
                "fedcba9876543210",
                "a decision.",
                NOON,
                List.of(),
                next,
                "Production is untouched.",
                null,
                null,
                List.of(),
                List.of(),
                ignored,
                List.of(new PhaseTime(Phase.AWAITING_DECISION, NOON)),
                List.of());
    }

    static Evidence evidence() {
        ObjectName totals = new ObjectName("materialize", "shop", "totals");
        return new Evidence(
                List.of(new ObjectDiff(
                        totals, ObjectKind.MATERIALIZED_VIEW, Difference.CHANGED, List.of("definition"))),
                List.of(),
                List.of(new CheckResult("totals_add_up", "checks/totals_add_up.sql", 0, List.of(), null)),
                List.of(),
                List.of(),
                0,
                List.of("Look twice."),
                null,
                "f",
                PackedLines.NONE,
                NOON,
                "d");
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.FencePosition;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedSink;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import dev.cutover.workflows.sinks.SinkBehind;
import dev.cutover.workflows.text.PackedLines;
import java.time.Instant;
import java.util.List;

/** One small shop: a schema with one view, on one cluster. */
final class Samples {
    static final String PLAN_HASH = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static final String OTHER_HASH = "fedcba9876543210";
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final SchemaName SHOP = new SchemaName("materialize", "shop");
    private static final ObjectName ORDERS = new ObjectName("materialize", "shop", "orders");

    private static final ObjectName FEED = new ObjectName("materialize", "feeds", "orders_feed");
    private static final String MOVE =
            "ALTER SINK \"materialize\".\"feeds\".\"orders_feed\" SET FROM \"materialize\".\"shop\".\"orders\"";

    private Samples() {}

    static SinkBehind behind() {
        ObjectName old = new ObjectName("materialize", "shop__retired", "orders");
        return new SinkBehind("u21", FEED, old, "Materialize refused it: the broker is away.", MOVE);
    }

    static Plan plan(PlanInput input) {
        return plan(input, Policy.NONE);
    }

    static Plan plan(PlanInput input, Policy policy) {
        String id = input.deployment();
        return new Plan(
                id,
                input.request().target(),
                input.request().requestedBy(),
                new ProjectPin("shop", null, null, "digest"),
                new FencePosition("materialize", "_cutover_prod_0", "u9", 0),
                List.of(new PlannedSchema(SHOP, Change.REPLACE, "u1", "shop__green_" + id, "shop__retired_" + id)),
                List.of(new PlannedCluster(
                        "compute",
                        Change.REPLACE,
                        "u2",
                        "compute__green_" + id,
                        "compute__retired_" + id,
                        List.of("CREATE CLUSTER …"))),
                List.of(new PlannedObject(
                        ORDERS, ObjectKind.MATERIALIZED_VIEW, "compute", "models/orders.sql", 1, List.of())),
                List.of(new PlannedCheck("no_orphans", "checks/no_orphans.sql")),
                List.of(new CatalogObject("u3", ORDERS, ObjectKind.MATERIALIZED_VIEW, "u2")),
                "blue-fingerprint",
                List.of(),
                List.of(new PlannedSink("u21", FEED, ORDERS, MOVE)),
                List.of("The plan has a warning."),
                input.request().lagThreshold(),
                policy,
                null,
                Outlook.NONE,
                PLAN_HASH);
    }

    static Inventory cloned(Plan plan) {
        String schema = plan.schemas().get(0).green();
        String cluster = plan.clusters().get(0).green();
        return new Inventory(
                List.of(new GreenSchema(SHOP, new SchemaName("materialize", schema), "u11")),
                List.of(new GreenCluster("compute", cluster, "u12")),
                List.of(),
                null);
    }

    static Inventory deployed(Inventory cloned) {
        String schema = cloned.schemas().get(0).green().name();
        CatalogObject orders = new CatalogObject(
                "u13", new ObjectName("materialize", schema, "orders"), ObjectKind.MATERIALIZED_VIEW, "u12");
        return new Inventory(cloned.schemas(), cloned.clusters(), List.of(orders), "green-fingerprint");
    }

    static Readiness ready() {
        return new Readiness(
                Verdict.READY, List.of(new ClusterReadiness("compute", 1, 1, 0L, null)), List.of(), 0, NOON);
    }

    static Readiness notReady(String detail) {
        return unready(Verdict.NOT_READY, Reason.NOT_HYDRATED, detail);
    }

    static Readiness failing() {
        return unready(Verdict.FAILING, Reason.REPLICA_CRASH_LOOPING, "replica r1 was out of memory 5 times");
    }

    static Readiness gone() {
        return unready(Verdict.FAILING, Reason.OBJECT_MISSING, "materialized view orders does not exist");
    }

    private static Readiness unready(Verdict verdict, Reason reason, String detail) {
        return new Readiness(
                verdict,
                List.of(new ClusterReadiness("compute", 0, 1, null, detail)),
                List.of(new Blocker("materialize.shop.orders", reason, detail)),
                1,
                NOON);
    }

    static Evidence evidence() {
        return evidence(new CheckResult("no_orphans", "checks/no_orphans.sql", 0, List.of(), null));
    }

    static Evidence evidence(CheckResult... checks) {
        return new Evidence(
                List.of(new ObjectDiff(ORDERS, ObjectKind.MATERIALIZED_VIEW, Difference.CHANGED, List.of("a column"))),
                List.of(new DataDiff(
                        ORDERS,
                        DataDiff.Verdict.DIFFERENT,
                        3,
                        List.of("id"),
                        new DataDiff.Rows(10, 11, 1, 2, 1L),
                        List.of(new DataDiff.Row(DataDiff.Side.GREEN, "{\"id\":\"1\"}")),
                        null)),
                List.of(checks),
                List.of(new SinkEffect(FEED, ORDERS, List.of("id"), 3, 2, 1, null)),
                List.of(),
                0,
                List.of("The plan has a warning."),
                null,
                "seen-fingerprint",
                PackedLines.NONE,
                NOON,
                "digest");
    }

    static Promotion promotion(String deployment) {
        return new Promotion(fence(1, deployment), NOON);
    }

    static FencePosition fence(long generation, String deployment) {
        return new FencePosition("materialize", "_cutover_prod_" + generation + "_" + deployment, "u9", generation);
    }

    static Ahead ahead(String workflowId) {
        return new Ahead("abcd2345", workflowId, "ann", "AWAITING_DECISION", NOON, false);
    }

    static Remaining remaining() {
        return new Remaining(
                "u13",
                "materialize.shop__green.orders",
                "materialized view",
                "report.totals reads it",
                List.of("DROP MATERIALIZED VIEW \"orders\""));
    }
}

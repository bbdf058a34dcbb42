package dev.cutover.activities.dbt;

import dev.cutover.activities.promotion.PromotionActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.sinks.SinkActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.text.PackedLines;
import java.time.Duration;
import java.time.Instant;

/**
 * A dbt project in green.
 *
 * @param plan its plan
 * @param inventory what was created, all of it ready
 */
record DbtSteps(Plan plan, Inventory inventory) {
    /** Plans, clones, lets dbt build and waits until green is ready. */
    static DbtSteps deploy(Playground playground, TestProject project, PlanInput input) throws Exception {
        Plan plan = Deployments.plan(playground.targets(), project, input);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            Readiness readiness = null;
            while (readiness == null || !readiness.ready()) {
                readiness = activities
                        .of(ReadinessActivities.class)
                        .awaitReadiness(new ReadinessInput(plan, made, readiness, Duration.ofSeconds(30)));
            }
        }
        return new DbtSteps(plan, made);
    }

    PromotionResult promote(Targets targets) {
        Decision approval = new Decision(Decision.Choice.APPROVE, "tester", plan.shortHash(), null, Instant.now());
        try (TestActivities activities = new TestActivities(new PromotionActivity(targets))) {
            return activities
                    .of(PromotionActivities.class)
                    .promote(new PromoteInput(
                            plan,
                            inventory,
                            approval,
                            inventory.greenFingerprint(),
                            PackedLines.NONE,
                            Instant.now().plus(Duration.ofHours(1)),
                            plan.policy(),
                            "approved by tester"));
        }
    }

    /** Points sinks that still read old production at the new one. */
    SinkReport pointSinks(Targets targets) {
        try (TestActivities activities = new TestActivities(new SinkActivity(targets))) {
            return activities.of(SinkActivities.class).point(new SinkInput(Side.RETIRED, plan, inventory));
        }
    }
}

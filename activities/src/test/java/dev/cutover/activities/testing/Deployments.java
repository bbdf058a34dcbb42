package dev.cutover.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.cleanup.CleanupActivity;
import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.planning.Planner;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.PlanningActivities;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.Planning;

/** Runs single steps of a deployment, each in an activity environment of its own. */
public final class Deployments {
    private Deployments() {}

    /** Plans, however it ends. */
    public static Planning planning(Targets targets, TestProject project, PlanInput input) {
        try (TestActivities activities = new TestActivities(new Planner(targets, project.source(), project.dbt()))) {
            return activities.of(PlanningActivities.class).plan(input);
        }
    }

    /** Plans something that is to be deployed. */
    public static Plan plan(Targets targets, TestProject project, PlanInput input) {
        Planning planning = planning(targets, project, input);
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return ((Planning.Planned) planning).plan();
    }

    /** Clones. */
    public static Inventory createGreen(Targets targets, Plan plan) {
        try (TestActivities activities = new TestActivities(new CloneActivity(targets))) {
            return activities.of(CloneActivities.class).createGreen(plan);
        }
    }

    /** Drops one side. */
    public static DropReport drop(Targets targets, Side side, Plan plan, Inventory inventory) {
        try (TestActivities activities = new TestActivities(new CleanupActivity(targets))) {
            return activities.of(CleanupActivities.class).drop(new DropInput(side, plan, inventory));
        }
    }
}

package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.plan.Plan;

/** Evidence about green of a project, which is made for it and dropped after it. */
final class Collecting {
    private Collecting() {}

    static Evidence evidence(Playground playground, TestProject project, String deployment) {
        Plan plan = Deployments.plan(playground.targets(), project, project.input(deployment));
        EvidenceInput input = null;
        try (TestActivities activities = new TestActivities(
                new DeployActivity(playground.targets(), project.source(), project.dbt()),
                new EvidenceActivity(playground.targets(), project.source(), project.dbt()))) {
            input = new EvidenceInput(
                    plan,
                    activities
                            .of(DeployActivities.class)
                            .deploy(new DeployInput(plan, Deployments.createGreen(playground.targets(), plan))));
            return activities.of(EvidenceActivities.class).collect(input);
        } finally {
            if (input != null) {
                Deployments.drop(playground.targets(), Side.GREEN, plan, input.inventory());
            }
        }
    }
}

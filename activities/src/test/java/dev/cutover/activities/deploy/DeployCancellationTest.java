package dev.cutover.activities.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag(MaterializeServer.FAULTS)
class DeployCancellationTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final long SLOW_MILLIS = 1000;

    /** Heartbeats go out, and cancellation comes back, every 0.8 heartbeat timeouts. */
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            .setHeartbeatTimeout(Duration.ofSeconds(2))
            .build();

    @TempDir
    Path folder;

    @Test
    void aCancelledDeploymentStopsBetweenStatementsAndShowsHowFarItIs() throws Exception {
        try (Playground playground = DeployFixture.withProduction(SERVER.playground())) {
            TestProject project = DeployFixture.project(folder, playground);
            Plan plan = DeployFixture.plan(playground, project, "dddd5555");
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            List<DeployProgress> heartbeats = new CopyOnWriteArrayList<>();
            SERVER.sandbox().faults().latency(SLOW_MILLIS);
            TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
            try {
                environment.registerActivitiesImplementations(
                        new DeployActivity(playground.targets(), project.source(), project.dbt()));
                environment.setActivityHeartbeatListener(DeployProgress.class, progress -> {
                    if (progress != null) {
                        heartbeats.add(progress);
                        environment.requestCancelActivity();
                    }
                });
                DeployActivities activities = environment.newActivityStub(DeployActivities.class, OPTIONS);

                assertThatThrownBy(() -> activities.deploy(new DeployInput(plan, cloned)))
                        .isInstanceOf(CanceledFailure.class);
            } finally {
                environment.close();
                SERVER.sandbox().faults().reset();
            }
            assertThat(heartbeats).first().satisfies(progress -> {
                assertThat(progress.total()).isEqualTo(7);
                assertThat(progress.done()).isLessThan(7);
            });
            assertThat(DeployFixture.deploy(playground.targets(), project, plan, cloned)
                            .objects())
                    .hasSize(7);
        }
    }
}

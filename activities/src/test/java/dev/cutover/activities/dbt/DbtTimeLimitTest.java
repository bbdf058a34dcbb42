package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P7: an attempt whose time is over ends with its dbt, although nobody stopped the worker, and the next one goes on. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DbtTimeLimitTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String QUEUE = "time-limit";
    private static final Duration DEADLINE = Duration.ofMinutes(8);

    @TempDir
    private Path folder;

    /** The step alone, with less time for an attempt than a deployment gives it. */
    @WorkflowInterface
    public interface Step {
        /** Deploys. */
        @WorkflowMethod
        Inventory deploy(DeployInput input);
    }

    /** Long enough for a dbt that has nothing to wait for. */
    public static final class StepOfTwoMinutes implements Step {
        private final DeployActivities activities = Workflow.newActivityStub(
                DeployActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(2))
                        .setHeartbeatTimeout(Duration.ofSeconds(20))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .build())
                        .build());

        @Override
        public Inventory deploy(DeployInput input) {
            return activities.deploy(input);
        }
    }

    @Test
    void dbtDiesWithAnAttemptWhoseTimeIsOverAndTheNextGoesOnWithTheSameIds() throws Exception {
        try (Playground playground = SERVER.playground();
                FaultProxy proxy = new FaultProxy(playground.jdbcUrl());
                TestWorkflowEnvironment temporal =
                        TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                                .setUseTimeskipping(false)
                                .build())) {
            playground.run(DbtShop.PRODUCTION);
            TestProject project = DbtShop.project(folder, playground);
            Plan plan = DbtShop.plan(playground, project, "dbtl1111");
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            Worker worker = temporal.newWorker(QUEUE);
            worker.registerWorkflowImplementationTypes(StepOfTwoMinutes.class);
            worker.registerActivitiesImplementations(new DeployActivity(
                    name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), project.source(), project.dbt()));
            temporal.start();
            FaultProxy.Rule held = proxy.hold("\"shop_mart_dbt_deploy\".\"named\"");
            Step step = temporal.getWorkflowClient()
                    .newWorkflowStub(
                            Step.class,
                            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
            WorkflowExecution execution = WorkflowClient.start(step::deploy, new DeployInput(plan, cloned));

            assertThat(held.awaitReached(DEADLINE.toSeconds())).isTrue();
            List<String> built = DbtShop.greenIds(playground);
            List<ProcessHandle> dbt = processesHere();
            assertThat(built).as("orders, totals with two indexes, countries").hasSize(5);
            assertThat(dbt).as("the supervisor and dbt").hasSizeGreaterThanOrEqualTo(2);
            for (ProcessHandle process : dbt) {
                process.onExit().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            }
            held.release();

            Inventory made =
                    WorkflowStub.fromTyped(step).getResult(DEADLINE.toSeconds(), TimeUnit.SECONDS, Inventory.class);
            assertThat(made.objects()).hasSize(6).extracting(CatalogObject::id).containsAll(built);
            assertThat(attempts(temporal, execution))
                    .as("nothing but its time ended the one that waited")
                    .isGreaterThan(1);
        }
    }

    private List<ProcessHandle> processesHere() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private static int attempts(TestWorkflowEnvironment temporal, WorkflowExecution execution) {
        return temporal.getWorkflowClient().fetchHistory(execution.getWorkflowId()).getEvents().stream()
                .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
                .mapToInt(event -> event.getActivityTaskStartedEventAttributes().getAttempt())
                .max()
                .orElseThrow();
    }
}

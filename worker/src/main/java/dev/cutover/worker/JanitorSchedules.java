package dev.cutover.worker;

import dev.cutover.worker.config.JanitorPlan;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.janitor.Janitor;
import dev.cutover.workflows.janitor.JanitorRequest;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the janitor's schedules that the configuration asks for. Every worker does so, and all come to the same; a schedule
 * that is no longer asked for stays until somebody deletes it, since another worker's configuration may still ask.
 */
final class JanitorSchedules {
    private static final Logger LOG = LoggerFactory.getLogger(JanitorSchedules.class);

    private final ScheduleClient schedules;

    private JanitorSchedules(ScheduleClient schedules) {
        this.schedules = schedules;
    }

    /** Creates or updates one schedule per target. A Temporal that has no schedules is no reason not to work. */
    static void install(WorkflowClient client, Map<String, JanitorPlan> plans) {
        JanitorSchedules schedules = new JanitorSchedules(ScheduleClient.newInstance(
                client.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setDataConverter(client.getOptions().getDataConverter())
                        .build()));
        plans.forEach((target, plan) -> {
            try {
                schedules.put(target, plan);
                LOG.info("The janitor looks at target {} every {}{}.", target, plan.every(), removes(plan));
            } catch (ScheduleException | StatusRuntimeException e) {
                LOG.warn(
                        "The janitor's schedule for target {} could not be installed ({}). It can be run by hand:"
                                + " cutover janitor {}",
                        target,
                        e.getMessage(),
                        target);
            }
        });
    }

    private void put(String target, JanitorPlan plan) {
        Schedule schedule = schedule(target, plan);
        try {
            schedules.createSchedule(
                    JanitorRequest.workflowId(target),
                    schedule,
                    ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException exists) {
            schedules
                    .getHandle(JanitorRequest.workflowId(target))
                    .update(former -> new ScheduleUpdate(Schedule.newBuilder(schedule)
                            // Whoever has paused it wants it paused.
                            .setState(former.getDescription().getSchedule().getState())
                            .build()));
        }
    }

    private static Schedule schedule(String target, JanitorPlan plan) {
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(Janitor.TYPE)
                        .setArguments(Map.of("target", target, "apply", plan.apply()))
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(JanitorRequest.workflowId(target))
                                .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                .setStaticSummary("Janitor of **" + target + "**" + removes(plan))
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(plan.every())))
                        .build())
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .build())
                .build();
    }

    private static String removes(JanitorPlan plan) {
        return plan.apply() ? " and removes what it finds" : " and only says what it finds";
    }
}

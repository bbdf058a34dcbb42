package dev.cutover.workflows.deployment;

import dev.cutover.workflows.delivery.NoticeDeliveryWorkflow;
import dev.cutover.workflows.payload.LargePayloads;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.List;

/** Registers the workflows with a worker, the same way everywhere. */
public final class WorkflowRegistration {
    private WorkflowRegistration() {}

    /** How workers and clients of deployments write and read what they exchange with Temporal. */
    public static DataConverter dataConverter() {
        return new CodecDataConverter(
                DefaultDataConverter.newDefaultInstance().withFailureConverter(new RefusalConverter()),
                List.of(new LargePayloads()));
    }

    /** Lets a worker run deployments. An input that is not JSON fails the run with a message instead of blocking it. */
    public static void register(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                BlueGreenDeploymentWorkflow.class,
                JanitorWorkflow.class,
                NoticeDeliveryWorkflow.class);
    }
}

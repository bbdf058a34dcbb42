package dev.cutover.workflows.deployment;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;

/** Registers the workflow with a worker, the same way everywhere. */
public final class WorkflowRegistration {
    private WorkflowRegistration() {}

    /** How a worker that runs deployments writes and reads what it exchanges with Temporal. */
    public static DataConverter dataConverter() {
        return DefaultDataConverter.newDefaultInstance().withFailureConverter(new RefusalConverter());
    }

    /** Lets a worker run deployments. An input that is not JSON fails the run with a message instead of blocking it. */
    public static void register(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                BlueGreenDeploymentWorkflow.class);
    }
}

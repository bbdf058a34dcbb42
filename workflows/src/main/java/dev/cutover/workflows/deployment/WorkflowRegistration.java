package dev.cutover.workflows.deployment;

import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;

/** Registers the workflow with a worker, the same way everywhere. */
public final class WorkflowRegistration {
    private WorkflowRegistration() {}

    /** Lets a worker run deployments. An input that is not JSON fails the run with a message instead of blocking it. */
    public static void register(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                BlueGreenDeploymentWorkflow.class);
    }
}

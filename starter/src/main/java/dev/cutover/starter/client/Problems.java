package dev.cutover.starter.client;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.workflows.BlueGreenDeployment;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;

/** Turns what the Temporal client throws into words. */
final class Problems {
    private Problems() {}

    /** The problem that a failed call to one workflow means. */
    static Problem of(String workflowId, String address, RuntimeException e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e instanceof WorkflowExecutionAlreadyStarted) {
            return new Problem(
                    ExitCode.REFUSED,
                    "A deployment with the workflow id " + workflowId
                            + " is running already. Nothing was started. Look at it: " + Program.name()
                            + " status --workflow-id "
                            + workflowId,
                    e);
        }
        if (e instanceof WorkflowNotFoundException) {
            return new Problem(
                    ExitCode.NOT_FOUND,
                    "There is no running deployment with the workflow id " + workflowId + ". Nothing was changed. See: "
                            + Program.name() + " list",
                    e);
        }
        if (e instanceof WorkflowUpdateException) {
            return new Problem(ExitCode.REFUSED, "Refused: " + reason(e), e);
        }
        if (e instanceof WorkflowQueryException && statusOf(e) == null) {
            return new Problem(ExitCode.UNEXPECTED, "The deployment cannot answer: " + reason(e), e);
        }
        Status status = statusOf(e);
        if (status == null) {
            return new Problem(ExitCode.UNEXPECTED, e.getMessage(), e);
        }
        return ofStatus(workflowId, address, status, e);
    }

    private static Problem ofStatus(String workflowId, String address, Status status, RuntimeException e) {
        return switch (status.getCode()) {
            case NOT_FOUND ->
                new Problem(
                        ExitCode.NOT_FOUND,
                        "There is no deployment with the workflow id " + workflowId + ". See: " + Program.name()
                                + " list",
                        e);
            case UNAVAILABLE -> unreachable(address, e);
            case DEADLINE_EXCEEDED, CANCELLED, FAILED_PRECONDITION ->
                new Problem(
                        ExitCode.NO_WORKER,
                        "The deployment " + workflowId
                                + " exists, but no worker answered in time. Is one running for the task queue "
                                + BlueGreenDeployment.TASK_QUEUE + "? The deployment waits for it and loses nothing.",
                        e);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new Problem(
                        ExitCode.NO_CONNECTION,
                        "Temporal at " + address + " does not let us in: " + status.getCode()
                                + ". Check TEMPORAL_API_KEY, " + "TEMPORAL_TLS_* and TEMPORAL_NAMESPACE.",
                        e);
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    ALREADY_EXISTS,
                    RESOURCE_EXHAUSTED,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS ->
                new Problem(
                        ExitCode.UNEXPECTED,
                        "Temporal at " + address + " refuses: " + status.getCode() + " " + status.getDescription(),
                        e);
        };
    }

    /** Temporal is not there. */
    static Problem unreachable(String address, Throwable cause) {
        return new Problem(
                ExitCode.NO_CONNECTION,
                "Temporal at " + address
                        + " does not answer. Nothing was changed. Set TEMPORAL_ADDRESS, or start a local one with: "
                        + Program.name() + " dev",
                cause);
    }

    /** What the worker said, as far as it said anything. */
    static String reason(Throwable e) {
        String reason = e.getMessage();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure failure) {
                reason = failure.getOriginalMessage();
            }
        }
        return reason;
    }

    private static Status statusOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus();
            }
        }
        return null;
    }
}

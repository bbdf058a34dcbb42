package dev.cutover.faults.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.status.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;

/** One deployment, led by people who repeat themselves until they are heard. */
final class Deployment {
    private final WorkflowStub starting;
    private final WorkflowStub workflow;
    private String id;
    private boolean decided;
    private boolean ordered;
    private boolean cancelled;

    /**
     * A deployment to be.
     *
     * @param starting for its start only: it knows no later run
     * @param workflow whatever run is the present one
     */
    Deployment(WorkflowStub starting, WorkflowStub workflow) {
        this.starting = starting;
        this.workflow = workflow;
    }

    void start(String project, Duration hold) {
        start(Model.TARGET, project, hold, "REFUSE");
    }

    void start(String target, String project, Duration hold, String onConflict) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("onConflict", onConflict)
                .put("target", target)
                .put("requestedBy", "faults")
                .put("holdFor", hold.toSeconds() + "s");
        request.put("approvalExpiresAfter", "10m").put("hydrationTimeout", "10m");
        request.putObject("project").put("path", project);
        starting.start(request);
    }

    /** The phase; DONE when it has ended; empty while Temporal does not answer. */
    String phase() {
        try {
            WorkflowExecutionDescription seen = workflow.describe();
            if (seen.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                return "DONE";
            }
            String phase = seen.getTypedSearchAttributes().get(SearchAttributes.PHASE);
            return phase == null ? "" : phase;
        } catch (WorkflowException | StatusRuntimeException away) {
            return "";
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    String workflowId() {
        return workflow.getExecution().getWorkflowId();
    }

    /** The deployment's id; null before anybody could be asked for it. */
    String id() {
        return id;
    }

    /** Asks for the deployment's id; false when nobody answers. */
    boolean learnId() {
        try {
            id = workflow.query("status", Status.class).deployment();
        } catch (WorkflowException | StatusRuntimeException away) {
            return false;
        }
        return id != null;
    }

    /** Green has changed since it was approved: another decision is asked for. */
    void mayBeAskedAgain() {
        decided = false;
    }

    /** What was said may be forgotten. */
    void hasBeenReset() {
        decided = false;
        ordered = false;
    }

    void decide(String signal) {
        if (decided) {
            return;
        }
        try {
            Status status = workflow.query("status", Status.class);
            id = status.deployment();
            ObjectNode decision = JsonNodeFactory.instance.objectNode();
            decision.put("by", "faults").put("planHash", status.planHash()).put("reason", "a run of the fault matrix");
            decision.put("evidenceDigest", status.evidenceDigest());
            workflow.signal(signal, decision);
            decided = true;
        } catch (WorkflowException | StatusRuntimeException away) {
            decided = false;
        }
    }

    void order(String signal) {
        if (!ordered) {
            ordered = say(signal);
        }
    }

    /** Says it whether or not it was said before; false when nobody heard. */
    boolean say(String signal) {
        try {
            ObjectNode order = JsonNodeFactory.instance.objectNode();
            order.put("by", "faults").put("reason", "a run of the fault matrix");
            workflow.signal(signal, order);
            return true;
        } catch (WorkflowException | StatusRuntimeException away) {
            return false;
        }
    }

    void cancel() {
        try {
            cancelled = true;
            workflow.cancel();
        } catch (WorkflowException | StatusRuntimeException away) {
            cancelled = false;
        }
    }

    /** Ends it from outside, unless it has ended by itself. */
    void terminate() {
        try {
            workflow.terminate("a run of the fault matrix");
        } catch (WorkflowNotFoundException ended) {
            // It was first; its outcome says how.
        }
    }

    /** The outcome; empty when it was ended from outside. */
    Optional<Outcome> outcome() {
        try {
            return Optional.of(workflow.getResult(Outcome.class));
        } catch (WorkflowFailedException e) {
            if (e.getCause() instanceof ApplicationFailure failure
                    && failure.getDetails().getSize() > 0) {
                return Optional.of(failure.getDetails().get(Outcome.class));
            }
            return Optional.ofNullable(workflow.describe().getMemo("outcome", Outcome.class, Outcome.class));
        }
    }
}

package dev.cutover.activities.register;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.deployment.RecordedBelongings;
import dev.cutover.workflows.queue.Claim;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.DataConverterException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the Temporal server whose activity runs, in the namespace of its workflow. */
public final class TemporalRegister implements Register {
    private final WorkflowClient client;

    /** Asks through this client. */
    public TemporalRegister(WorkflowClient client) {
        this.client = client;
    }

    /** Asks the server that the activity came from. */
    public static Register of(ActivityRun run) {
        return new TemporalRegister(run.temporal());
    }

    @Override
    public List<Known> running(String target) {
        return list(SearchAttributes.TARGET.getName() + " = '" + target + "' AND ExecutionStatus = 'Running'").stream()
                .map(Known::workflowId)
                .distinct()
                .flatMap(workflowId -> latest(workflowId).stream())
                .filter(Known::running)
                .toList();
    }

    @Override
    public Optional<Known> latest(String workflowId) {
        try {
            return Optional.of(known(client.newUntypedWorkflowStub(workflowId).describe()));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Known> runsOf(String deployment) {
        return list(SearchAttributes.DEPLOYMENT.getName() + " = '" + deployment + "'").stream()
                .sorted(Comparator.comparing(Known::started).reversed())
                .toList();
    }

    @Override
    public Optional<Stand> stand(String workflowId) {
        try {
            JsonNode status = client.newUntypedWorkflowStub(workflowId).query("status", JsonNode.class);
            JsonNode deadline = status.path("deadline");
            return Optional.of(new Stand(
                    status.path("phase").asText(null),
                    deadline.isTextual() ? Instant.parse(deadline.textValue()) : null));
        } catch (WorkflowException | StatusRuntimeException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Belongings> belongings(Known run) {
        try {
            return Optional.ofNullable(run.endedFromOutside() ? recorded(run) : told(run));
        } catch (WorkflowException
                | StatusRuntimeException
                | DataConverterException
                | IllegalArgumentException noAnswer) {
            return Optional.empty();
        }
    }

    private Belongings told(Known run) {
        WorkflowTargetOptions target = WorkflowTargetOptions.newBuilder()
                .setWorkflowId(run.workflowId())
                .setRunId(run.runId())
                .build();
        return client.newUntypedWorkflowStub(target).query(BlueGreenDeployment.BELONGINGS, Belongings.class);
    }

    /** The SDK cannot replay what was terminated or timed out in order to answer. */
    private Belongings recorded(Known run) {
        return RecordedBelongings.read(
                client.fetchHistory(run.workflowId(), run.runId()),
                client.getOptions().getDataConverter());
    }

    @Override
    public Optional<String> namespaceId() {
        try {
            String id = client.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .build())
                    .getNamespaceInfo()
                    .getId();
            return id.isEmpty() ? Optional.empty() : Optional.of(id);
        } catch (StatusRuntimeException notTold) {
            return Optional.empty();
        }
    }

    private List<Known> list(String filter) {
        try {
            return client.listExecutions("WorkflowType = '" + BlueGreenDeployment.TYPE + "' AND " + filter)
                    .map(TemporalRegister::known)
                    .toList();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                // Temporal's in-process server has no lists: what is in the catalog has to do.
                return List.of();
            }
            throw e;
        }
    }

    /** A memo that a person has written under our key is no claim. */
    private static Claim claim(WorkflowExecutionMetadata run) {
        try {
            return run.getMemo(Claim.MEMO, Claim.class, Claim.class);
        } catch (DataConverterException notOurs) {
            return null;
        }
    }

    private static Known known(WorkflowExecutionMetadata run) {
        return new Known(
                run.getExecution().getWorkflowId(),
                run.getExecution().getRunId(),
                run.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""),
                run.getCloseTime() == null,
                run.getTypedSearchAttributes().get(SearchAttributes.DEPLOYMENT),
                run.getTypedSearchAttributes().get(SearchAttributes.REQUESTER),
                run.getTypedSearchAttributes().get(SearchAttributes.PHASE),
                run.getTypedSearchAttributes().get(SearchAttributes.OUTCOME),
                claim(run),
                run.getStartTime(),
                run.getCloseTime());
    }
}

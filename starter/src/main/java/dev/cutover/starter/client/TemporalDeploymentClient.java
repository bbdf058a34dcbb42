package dev.cutover.starter.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import dev.cutover.workflows.janitor.Janitor;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.queue.Claim;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Speaks with a real Temporal server. */
public final class TemporalDeploymentClient implements DeploymentClient {
    private static final long CONNECT_SECONDS = 5;

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final String address;

    private TemporalDeploymentClient(WorkflowServiceStubsOptions stubsOptions, WorkflowClientOptions clientOptions) {
        stubs = WorkflowServiceStubs.newServiceStubs(stubsOptions);
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder(clientOptions)
                        .setDataConverter(WorkflowRegistration.dataConverter())
                        .build());
        address = stubsOptions.getTarget();
    }

    /** Connects as the {@code temporal} CLI does: {@code TEMPORAL_*} and {@code temporal.toml}. */
    public static TemporalDeploymentClient fromEnvironment() {
        try {
            ClientConfigProfile profile = ClientConfigProfile.load();
            return tried(new TemporalDeploymentClient(
                    WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                            .validateAndBuildWithDefaults(),
                    profile.toWorkflowClientOptions()));
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    ExitCode.USAGE,
                    "Temporal's configuration (TEMPORAL_*, temporal.toml) cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /** Connects to a server on this machine, whatever the environment says. */
    public static TemporalDeploymentClient local(String address) {
        return tried(new TemporalDeploymentClient(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build(),
                WorkflowClientOptions.getDefaultInstance()));
    }

    private static TemporalDeploymentClient tried(TemporalDeploymentClient made) {
        try {
            made.stubs
                    .blockingStub()
                    .withDeadline(Deadline.after(CONNECT_SECONDS, TimeUnit.SECONDS))
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(made.namespace())
                            .build());
            return made;
        } catch (StatusRuntimeException e) {
            made.close();
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw new Problem(
                        ExitCode.NO_CONNECTION,
                        "Temporal at " + made.address + " has no namespace " + made.namespace()
                                + ". Set TEMPORAL_NAMESPACE.",
                        e);
            }
            throw e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
                    ? Problems.unreachable(made.address, e)
                    : Problems.of("", made.address, e);
        }
    }

    private String namespace() {
        return client.getOptions().getNamespace();
    }

    @Override
    public String start(String workflowId, JsonNode request, String summary) {
        WorkflowStub stub = client.newUntypedWorkflowStub(
                BlueGreenDeployment.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setStaticSummary(summary)
                        .build());
        return inWords(workflowId, () -> stub.start(request).getRunId());
    }

    @Override
    public void signal(String workflowId, String name, JsonNode input) {
        inWords(workflowId, () -> {
            stub(workflowId).signal(name, input);
            return null;
        });
    }

    @Override
    public String update(String workflowId, String name, JsonNode input) {
        return inWords(workflowId, () -> stub(workflowId).update(name, String.class, input));
    }

    @Override
    public JsonNode query(String workflowId, String name) {
        return inWords(workflowId, () -> stub(workflowId).query(name, JsonNode.class));
    }

    @Override
    public void cancel(String workflowId) {
        inWords(workflowId, () -> {
            stub(workflowId).cancel();
            return null;
        });
    }

    @Override
    public Glimpse glimpse(String workflowId) {
        return inWords(workflowId, () -> Glimpses.of(stubs, namespace(), workflowId));
    }

    @Override
    public End await(String workflowId) {
        return inWords(workflowId, () -> {
            try {
                return ended(stub(workflowId).getResult(JsonNode.class));
            } catch (WorkflowFailedException e) {
                return failed(workflowId, e);
            }
        });
    }

    @Override
    public List<Row> list(String filter, int most) {
        String ours = "WorkflowType = '" + BlueGreenDeployment.TYPE + "'";
        try {
            return inWords(
                    "",
                    () -> client.listExecutions(filter.isEmpty() ? ours : ours + " AND (" + filter + ")")
                            .limit(most)
                            .map(TemporalDeploymentClient::row)
                            .toList());
        } catch (Problem e) {
            if (e.getMessage().contains("UNIMPLEMENTED")) {
                throw new Problem(
                        ExitCode.UNEXPECTED,
                        "The in-process Temporal server at " + address
                                + " cannot list deployments; only the real one can. "
                                + "Ask for one deployment instead: " + Program.name() + " status TARGET",
                        e);
            }
            throw e;
        }
    }

    @Override
    public JanitorReport janitor(String target, JsonNode request) {
        String id = JanitorRequest.workflowId(target);
        WorkflowStub stub = client.newUntypedWorkflowStub(
                Janitor.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setStaticSummary("Janitor of **" + target + "**")
                        .build());
        return inWords(id, () -> {
            stub.start(request);
            try {
                return stub.getResult(JanitorReport.class);
            } catch (WorkflowFailedException e) {
                throw new Problem(ExitCode.UNEXPECTED, "The janitor could not finish: " + Problems.reason(e), e);
            }
        });
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }

    private static End ended(JsonNode json) {
        Outcome outcome = Json.read(json, Outcome.class);
        return new End(outcome, json, outcome.outcome().name());
    }

    // FAILED and FAILED_DIRTY carry the outcome as details; a run that was cancelled can only leave it in its memo.
    private End failed(String workflowId, WorkflowFailedException e) {
        JsonNode details = null;
        if (e.getCause() instanceof ApplicationFailure failure
                && failure.getDetails().getSize() > 0) {
            details = failure.getDetails().get(JsonNode.class);
        }
        if (e.getCause() instanceof CanceledFailure) {
            details = stub(workflowId)
                    .describe()
                    .getMemo(BlueGreenDeployment.OUTCOME_MEMO, JsonNode.class, JsonNode.class);
        }
        if (details != null && details.hasNonNull("outcome")) {
            return ended(details);
        }
        String words = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return new End(null, Json.tree(Map.of("ended", words)), words);
    }

    private static Row row(WorkflowExecutionMetadata run) {
        return new Row(
                run.getExecution().getWorkflowId(),
                run.getExecution().getRunId(),
                run.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""),
                attribute(run, SearchAttributes.TARGET),
                attribute(run, SearchAttributes.PHASE),
                attribute(run, SearchAttributes.OUTCOME),
                attribute(run, SearchAttributes.REQUESTER),
                run.getStartTime(),
                behind(run));
    }

    private static List<String> behind(WorkflowExecutionMetadata run) {
        JsonNode claim = run.getMemo(Claim.MEMO, JsonNode.class, JsonNode.class);
        List<String> behind = new ArrayList<>();
        if (claim != null && claim.path("waiting").asBoolean()) {
            claim.path("behind").forEach(id -> behind.add(id.asText()));
        }
        return behind;
    }

    private static String attribute(WorkflowExecutionMetadata run, SearchAttributeKey<String> key) {
        return run.getTypedSearchAttributes().get(key);
    }

    private WorkflowStub stub(String workflowId) {
        return client.newUntypedWorkflowStub(workflowId);
    }

    private <T> T inWords(String workflowId, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Problems.of(workflowId, address, e);
        }
    }
}

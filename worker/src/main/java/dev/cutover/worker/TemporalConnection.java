package dev.cutover.worker;

import com.uber.m3.tally.Scope;
import dev.cutover.worker.config.ConfigException;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to Temporal, configured as the {@code temporal} CLI is: {@code TEMPORAL_*} and {@code temporal.toml}. */
final class TemporalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
    private static final long ATTEMPT_SECONDS = 5;
    private static final Set<Status.Code> WORTH_WAITING = EnumSet.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNKNOWN,
            Status.Code.INTERNAL,
            Status.Code.ABORTED);

    private final WorkflowServiceStubsOptions stubsOptions;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    TemporalConnection(Scope metrics) throws ConfigException {
        try {
            ClientConfigProfile profile = load();
            stubsOptions = WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                    .setMetricsScope(metrics)
                    .validateAndBuildWithDefaults();
            stubs = WorkflowServiceStubs.newServiceStubs(stubsOptions);
            client = WorkflowClient.newInstance(
                    stubs,
                    WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                            .setDataConverter(WorkflowRegistration.dataConverter())
                            .validateAndBuildWithDefaults());
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    "Temporal's configuration (TEMPORAL_*, temporal.toml) cannot be used: " + e.getMessage());
        }
    }

    // The SDK has no better answer to a file without any profile.
    private static ClientConfigProfile load() throws IOException, ConfigException {
        try {
            return ClientConfigProfile.load();
        } catch (NullPointerException e) {
            throw new ConfigException(
                    "Temporal's configuration file (temporal.toml) holds no profile. Remove the file, or "
                            + "write the line [profile.default] into it");
        }
    }

    WorkflowClient client() {
        return client;
    }

    WorkflowServiceStubs stubs() {
        return stubs;
    }

    WorkflowServiceStubsOptions stubsOptions() {
        return stubsOptions;
    }

    String namespace() {
        return client.getOptions().getNamespace();
    }

    /** Where Temporal is, for messages. */
    String address() {
        return stubsOptions.getTarget();
    }

    /**
     * Waits until Temporal answers for the namespace: after a power cut it may come up later than the worker (P7).
     *
     * @throws TemporalRefusal it answers, but not for us
     */
    void awaitNamespace() throws TemporalRefusal, InterruptedException {
        while (true) {
            try {
                stubs.blockingStub()
                        .withDeadline(Deadline.after(ATTEMPT_SECONDS, TimeUnit.SECONDS))
                        .describeNamespace(DescribeNamespaceRequest.newBuilder()
                                .setNamespace(namespace())
                                .build());
                return;
            } catch (StatusRuntimeException e) {
                Status status = e.getStatus();
                if (!WORTH_WAITING.contains(status.getCode())) {
                    throw new TemporalRefusal(
                            "Temporal at " + address() + " refuses the namespace " + namespace()
                                    + ": " + status.getCode() + " " + status.getDescription()
                                    + ". Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the credentials; running deployments wait.");
                }
                LOG.warn(
                        "Temporal at {} does not answer yet ({}). Trying again; running deployments wait.",
                        address(),
                        status.getCode());
                TimeUnit.SECONDS.sleep(2);
            }
        }
    }

    /** Whether Temporal answers right now, within two seconds. */
    boolean answers() {
        try {
            stubs.blockingStub()
                    .withDeadline(Deadline.after(2, TimeUnit.SECONDS))
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace())
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}

package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.janitor.Janitor;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/**
 * One deployment in one Temporal of its own, in a {@link FakeWorld}. Time is skipped only while a test waits for the end
 * or lets time pass. The worker keeps no workflow in memory, so that every task is a replay.
 */
final class Stage implements AutoCloseable {
    static final String WORKFLOW_ID = "shop-prod";
    static final String REQUEST = "{\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"requestedBy\":\"kim\"}";
    static final String APPROVAL = "{\"by\":\"ann\",\"planHash\":\"01234567\"}";

    private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    final FakeWorld world = new FakeWorld();
    private final TestWorkflowEnvironment temporal;
    private final WorkflowStub workflow;
    private final Curtain curtain = new Curtain(PATIENCE);

    private Stage() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(0)
                        .setWorkerInterceptors(curtain)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setIdentity("stage")
                        .setDataConverter(WorkflowRegistration.dataConverter())
                        .build());
        dev.cutover.workflows.SearchAttributes.ALL.forEach(
                key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        workflow = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        BlueGreenDeployment.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(WORKFLOW_ID)
                                .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                .build());
        Worker worker = temporal.newWorker(
                BlueGreenDeployment.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(PATIENCE.toMillis())
                        .build());
        WorkflowRegistration.register(worker);
        worker.registerActivitiesImplementations(world);
    }

    /** A stage on which nothing has been started. */
    static Stage empty() {
        Stage stage = withoutWorker();
        stage.startWorker();
        return stage;
    }

    /** A stage whose worker has yet to be started: what is sent until then arrives in the first task. */
    static Stage withoutWorker() {
        return new Stage();
    }

    void startWorker() {
        temporal.start();
    }

    /** Stops the story where it will enter a phase. */
    Stage stopAt(Phase phase) {
        curtain.closeAt(phase);
        return this;
    }

    /** Sends messages while the story is stopped, so that they arrive in one task. */
    void together(Runnable messages) {
        curtain.open(messages);
    }

    /** Starts a deployment with the usual request. */
    Stage start() {
        return start(REQUEST);
    }

    /** Starts a deployment. */
    Stage start(String request) {
        workflow.start(json(request));
        return this;
    }

    /** Starts a deployment as {@code temporal workflow start} without {@code --input}. */
    Stage startWithoutInput() {
        workflow.start();
        return this;
    }

    /** Starts a deployment with any inputs. */
    Stage startWith(Object... inputs) {
        workflow.start(inputs);
        return this;
    }

    /** Waits until the deployment is in a phase. */
    Status await(Phase phase) {
        return await(status -> status.phase() == phase);
    }

    /** Waits until the status is as wanted. */
    Status await(Predicate<Status> wanted) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Status status = status();
        while (!wanted.test(status)) {
            Assertions.assertThat(System.nanoTime())
                    .as("still waiting; status is %s, attempts are %s", status, world.attempts)
                    .isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            status = status();
        }
        return status;
    }

    /** Waits until a step was tried and is due to be tried again: it is under way, and no attempt is running. */
    void awaitAttempt(String step) {
        await(status -> world.attempts.contains(step)
                && workflow.describe().getRawDescription().getPendingActivitiesList().stream()
                        .anyMatch(PendingActivityInfo::hasLastFailure));
    }

    Status status() {
        return workflow.query("status", Status.class);
    }

    WorkflowStub workflow() {
        return workflow;
    }

    void signal(String name, String input) {
        workflow.signal(name, json(input));
    }

    String update(String name, String input) {
        return workflow.update(name, String.class, json(input));
    }

    /** Approves as soon as that is possible. */
    Stage approve() {
        await(Phase.AWAITING_DECISION);
        signal("approve", APPROVAL);
        return this;
    }

    /** Waits until receivers have taken as many notices; returns all that were taken, in order. */
    List<Notice> told(int count) {
        await(status -> world.delivered.size() >= count);
        return world.delivered.stream().map(Delivery::notice).toList();
    }

    /** Workflow time in milliseconds. */
    long now() {
        return temporal.currentTimeMillis();
    }

    void cancel() {
        workflow.cancel();
    }

    /** Lets time pass. */
    void pass(Duration time) {
        temporal.sleep(time);
    }

    /**
     * The result of a deployment that completes. Asked for again and again, since Temporal's test server now and then stops to
     * skip time until somebody asks anew.
     */
    Outcome result() {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return workflow.getResult(BETWEEN_QUESTIONS.toSeconds(), TimeUnit.SECONDS, Outcome.class);
            } catch (TimeoutException e) {
                Assertions.assertThat(System.nanoTime())
                        .as("still waiting for the end; attempts are %s", world.attempts)
                        .isLessThan(giveUp);
            }
        }
    }

    /** The outcome in the details of a deployment that fails. */
    Outcome failure() {
        ApplicationFailure failure =
                (ApplicationFailure) Assertions.catchThrowableOfType(WorkflowFailedException.class, this::result)
                        .getCause();
        Outcome outcome = failure.getDetails().get(Outcome.class);
        Assertions.assertThat(failure.getType()).isEqualTo(outcome.outcome().name());
        Assertions.assertThat(failure.getOriginalMessage())
                .contains(outcome.reason())
                .contains(outcome.production());
        return outcome;
    }

    /** The outcome that a cancelled run leaves in its memo. */
    Outcome memo() {
        return workflow.describe().getMemo("outcome", Outcome.class, Outcome.class);
    }

    /** What the Web UI shows as current details. */
    String currentDetails() {
        return workflow.query("__temporal_workflow_metadata", WorkflowMetadata.class)
                .getCurrentDetails();
    }

    SearchAttributes searchAttributes() {
        return workflow.describe().getTypedSearchAttributes();
    }

    WorkflowExecutionHistory history() {
        return history(WORKFLOW_ID);
    }

    WorkflowExecutionHistory history(String workflowId) {
        return temporal.getWorkflowClient().fetchHistory(workflowId);
    }

    /** Runs the janitor to its end; returns its workflow id. */
    String janitor() {
        String id = JanitorRequest.workflowId("prod");
        WorkflowStub round = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        Janitor.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                .build());
        round.start(json("{\"target\":\"prod\",\"apply\":true}"));
        round.getResult(JanitorReport.class);
        return id;
    }

    @Override
    public void close() {
        temporal.close();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}

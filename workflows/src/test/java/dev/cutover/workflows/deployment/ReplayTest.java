package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.BlueGreenDeployment;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deployments that run while a worker is upgraded go on: every history that a released version has recorded replays.
 * {@link HistoryRecorder} says how histories are recorded.
 */
class ReplayTest {
    private static final long DEADLOCK_MILLIS = 60_000;

    private static final Path HISTORIES = Path.of("src", "test", "resources", "histories");

    @ParameterizedTest
    @MethodSource("histories")
    void everyRecordedHistoryReplays(Path history) throws Exception {
        replay(history);
    }

    @Test
    void aChangedWorkflowIsDetected() {
        Path history = HISTORIES.resolve("0.1").resolve("promoted.json");

        assertThatThrownBy(() -> replay(history, new OneMoreTimer())).hasMessageContaining("TMPRL1100");
    }

    @Test
    void everyEndingAndEveryWorkflowIsRecorded() throws IOException {
        assertThat(histories())
                .extracting(history -> history.getFileName().toString().replace(".json", ""))
                .contains(
                        "promoted",
                        "reverted",
                        "rejected-after-ignored-messages",
                        "expired",
                        "cancelled-while-hydrating",
                        "failed-checks",
                        "failed-dirty",
                        "nothing-to-do",
                        "planned",
                        "notice-delivery",
                        "janitor");
    }

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static void replay(Path history, WorkerInterceptor... interceptors) throws Exception {
        TestEnvironmentOptions options = TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(interceptors)
                        .build())
                .build();
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
            Worker worker = temporal.newWorker(
                    BlueGreenDeployment.TASK_QUEUE,
                    // On a machine that does much else, standing still for a second is no deadlock.
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                            .build());
            WorkflowRegistration.register(worker);
            WorkflowReplayer.replayWorkflowExecution(
                    WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
        }
    }

    /** A workflow that begins with one more timer than the recorded one. */
    private static final class OneMoreTimer extends WorkerInterceptorBase {
        @Override
        public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
            return new WorkflowInboundCallsInterceptorBase(next) {
                @Override
                public WorkflowOutput execute(WorkflowInput input) {
                    Workflow.sleep(Duration.ofSeconds(1));
                    return super.execute(input);
                }
            };
        }
    }
}

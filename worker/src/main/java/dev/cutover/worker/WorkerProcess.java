package dev.cutover.worker;

import dev.cutover.activities.Activities;
import dev.cutover.worker.config.ConfigException;
import dev.cutover.worker.config.ConfiguredTargets;
import dev.cutover.worker.config.WorkerConfig;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker from start to the end of its drain. */
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    /** The SDK's own second is not enough for loading classes at the first task on a busy machine. */
    private static final Duration WORKFLOW_THREAD_MAY_BLOCK = Duration.ofSeconds(10);

    /** Heartbeats carry hydration's progress out and cancellation in; the SDK's own rhythm follows the timeout. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final WorkerConfig config;
    private final Optional<WorkerDeploymentOptions> versioning;
    private volatile Health health = new Health(false, "starting: waiting for Temporal");

    WorkerProcess(WorkerConfig config, Map<String, String> environment) throws ConfigException {
        this.config = config;
        this.versioning = Versioning.from(environment);
    }

    /**
     * Runs until the process is told to stop.
     *
     * @throws ConfigException the configuration cannot be used
     * @throws TemporalRefusal Temporal will not have this worker
     */
    void run() throws ConfigException, TemporalRefusal, InterruptedException {
        try (Metrics metrics = new Metrics();
                TemporalConnection connection = new TemporalConnection(metrics.scope());
                HttpEndpoint http = new HttpEndpoint(config.http(), metrics::scrape, () -> healthOver(connection))) {
            LOG.info("Metrics and health: http://{}:{}/metrics", config.http().host(), http.port());
            connection.awaitNamespace();
            SearchAttributePreflight.run(connection);
            JanitorSchedules.install(connection.client(), config.janitors());
            TargetProbe.start(config.targets().values());
            serve(connection);
        }
    }

    private void serve(TemporalConnection connection) throws InterruptedException {
        WorkerFactory factory = WorkerFactory.newInstance(connection.client());
        Worker worker = factory.newWorker(BlueGreenDeployment.TASK_QUEUE, options());
        WorkflowRegistration.register(worker);
        worker.registerActivitiesImplementations(
                Activities.all(new ConfiguredTargets(config.targets()), config.projects(), ownFolder(), config.dbt())
                        .toArray());

        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch drained = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, drained), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        factory.start();
        health = new Health(
                true,
                "ready: polling " + BlueGreenDeployment.TASK_QUEUE + " in the namespace " + connection.namespace());
        LOG.info(
                "Worker is ready: task queue {}, namespace {}, Temporal at {}, targets {}.",
                BlueGreenDeployment.TASK_QUEUE,
                connection.namespace(),
                connection.address(),
                config.targets().keySet());
        stop.await();
        drain(factory);
        drained.countDown();
    }

    // Workers of one machine may share a configuration, but not a folder.
    private Path ownFolder() {
        return config.workDirectory()
                .resolve("worker-" + ProcessHandle.current().pid());
    }

    private WorkerOptions options() {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(HEARTBEAT)
                .setDefaultDeadlockDetectionTimeout(WORKFLOW_THREAD_MAY_BLOCK.toMillis())
                .setMaxConcurrentActivityExecutionSize(config.limits().maxConcurrentActivities())
                .setMaxConcurrentWorkflowTaskExecutionSize(config.limits().maxConcurrentWorkflowTasks());
        versioning.ifPresent(options::setDeploymentOptions);
        return options.build();
    }

    // An activity that is asked to stop ends its attempt by itself, and another worker goes on with it (P7).
    private void drain(WorkerFactory factory) throws InterruptedException {
        health = new Health(false, "stopping: activities hand over to other workers");
        LOG.info("Stopping: no new work is taken, activities hand over.");
        factory.shutdown();
        factory.awaitTermination(config.limits().shutdownGrace().toMillis(), TimeUnit.MILLISECONDS);
        if (!factory.isTerminated()) {
            LOG.warn("Some activities did not hand over in time and are stopped; they run again elsewhere.");
            factory.shutdownNow();
            factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
        LOG.info("Stopped. Running deployments go on with the next worker.");
    }

    private void stopAndWait(CountDownLatch stop, CountDownLatch drained) {
        stop.countDown();
        try {
            drained.await(
                    config.limits()
                            .shutdownGrace()
                            .plus(LAST_WORDS.multipliedBy(2))
                            .toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Health healthOver(TemporalConnection connection) {
        Health now = health;
        return now.ready() && !connection.answers()
                ? new Health(
                        false, "Temporal at " + connection.address() + " does not answer; running deployments wait")
                : now;
    }
}

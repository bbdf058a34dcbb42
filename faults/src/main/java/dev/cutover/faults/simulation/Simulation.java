package dev.cutover.faults.simulation;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Tally;
import dev.cutover.faults.simulation.SimulatedRun.End;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceBlockingStub;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs one simulated run after the other in one Temporal whose time is skipped. */
public final class Simulation implements AutoCloseable {
    /** Long enough for a machine that does much else. */
    private static final long DEADLOCK_MILLIS = 60_000;

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_RACERS = 20;

    private final TestWorkflowEnvironment temporal;
    private final TestServiceBlockingStub clock;
    private final Speaking.Words words = new Speaking.Words();
    private final Map<String, SimulatedRun> runs = new ConcurrentHashMap<>();
    private int messages;

    /** What became of a run. */
    enum Made {
        /** It counts, and another can be made here. */
        AND_GOES_ON,
        /** It counts, but nothing else should be run here. */
        AND_DONE,
        /** It does not count, and nothing else should be run here. */
        HANGS
    }

    /** Starts Temporal. */
    public Simulation() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                // Nothing is kept between two tasks, as if the worker had been killed: every task is a replay.
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(0)
                        .build());
        SearchAttributes.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        Worker worker = temporal.newWorker(
                BlueGreenDeployment.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                        .build());
        WorkflowRegistration.register(worker);
        worker.registerWorkflowImplementationTypes(Speaking.PersonWorkflow.class);
        worker.registerActivitiesImplementations(new SimulatedSteps(runs::get), words);
        temporal.start();
        clock = TestServiceGrpc.newBlockingStub(
                temporal.getWorkflowServiceStubs().getRawChannel());
    }

    /**
     * Makes one run and adds it to a tally.
     *
     * @param last whether a run without an end counts, as one that hangs; else it can be made again in another Temporal, since
     *     the in-process server sometimes refuses a worker's answer for ever when an attempt ends while it is being cancelled
     */
    public Made run(long seed, Tally tally, boolean last) {
        SimulatedWorld world = new SimulatedWorld(seed, temporal::currentTimeMillis);
        People people = new People(world, this::later);
        SimulatedRun run = new SimulatedRun(world, people, this::nudge);
        int racers = racers(world);
        for (int number = 0; number < racers; number++) {
            String model = world.chance(0.7) ? "shop" : "shop" + number;
            if (world.catalog.idOf(Names.schema(model)) == null) {
                world.install(model);
            }
            Actor actor = actor("sim-" + seed + "-" + number, model);
            world.actors.put(actor.workflowId, actor);
            runs.put(actor.workflowId, run);
        }
        world.actors.values().forEach(run::start);
        Map<Actor, End> ends = new LinkedHashMap<>();
        for (Actor actor : world.actors.values()) {
            // Where one is stuck the others are too: nobody has to wait as long again.
            boolean stuck = ends.values().stream().anyMatch(End::stuck);
            ends.put(actor, run.await(actor, stuck ? SHORT_PATIENCE : PATIENCE));
        }
        boolean stuck = ends.values().stream().anyMatch(End::stuck);
        if (stuck && !last) {
            return Made.HANGS;
        }
        world.baton.acquireUninterruptibly();
        run.chaos().wakeAll();
        Inspection inspection = new Inspection(seed, run);
        List<Finding> findings = inspection.of(ends);
        // People of this run may still want to speak.
        world.baton.release();
        world.actors.keySet().forEach(runs::remove);
        tally.add(
                stuck ? List.of() : ends.values().stream().map(End::word).toList(),
                run.chaos().counts(),
                inspection.checked(),
                findings);
        if (stuck) {
            tally.addHanging(seed);
        }
        // That server keeps its clock still for a step that was under way when its workflow was terminated.
        return stuck || world.actors.values().stream().anyMatch(actor -> actor.terminated)
                ? Made.AND_DONE
                : Made.AND_GOES_ON;
    }

    /** That server forgets to skip time when its last step ends in a certain way, until somebody touches its clock. */
    private void nudge() {
        clock.lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
        clock.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    }

    private void later(Duration delay, Runnable message) {
        String key = "person-" + ++messages;
        words.keep(key, message);
        Speaking.Person person = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Speaking.Person.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(key)
                                .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                .build());
        WorkflowClient.start(person::speak, delay.toMillis(), key);
    }

    private static int racers(SimulatedWorld world) {
        if (world.chance(0.85)) {
            return 1;
        }
        return world.chance(0.9) ? 2 + world.random.nextInt(3) : MOST_RACERS;
    }

    private Actor actor(String workflowId, String model) {
        return new Actor(
                workflowId,
                model,
                temporal.getWorkflowClient(),
                temporal.getWorkflowClient()
                        .newUntypedWorkflowStub(
                                BlueGreenDeployment.TYPE,
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId(workflowId)
                                        .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                        .setWorkflowTaskTimeout(TASK_TIMEOUT)
                                        .build()));
    }

    @Override
    public void close() {
        temporal.close();
    }
}

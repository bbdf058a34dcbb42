package dev.cutover.faults.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.outcome.Outcome;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run: a world, the deployments in it, and how each ended. */
final class SimulatedRun {
    private static final Duration BETWEEN_NUDGES = Duration.ofMillis(100);

    private static final Executor WAITERS = task -> {
        Thread thread = new Thread(task, "waiting for the end");
        thread.setDaemon(true);
        thread.start();
    };

    private final SimulatedWorld world;
    private final People people;
    private final Runnable nudge;
    private final Chaos chaos;
    private final Duration approvalExpiresAfter;
    private final Duration holdFor;
    private final long startedMillis;

    SimulatedRun(SimulatedWorld world, People people, Runnable nudge) {
        this.nudge = nudge;
        this.world = world;
        this.people = people;
        this.chaos = new Chaos(world, people);
        this.approvalExpiresAfter = Duration.ofMinutes(1 + world.random.nextInt(600));
        this.startedMillis = world.now();
        this.holdFor = Duration.ofMinutes(world.random.nextInt(120));
    }

    SimulatedWorld world() {
        return world;
    }

    People people() {
        return people;
    }

    Chaos chaos() {
        return chaos;
    }

    Duration approvalExpiresAfter() {
        return approvalExpiresAfter;
    }

    Duration holdFor() {
        return holdFor;
    }

    /** Whether it has lasted at least as long as an approval lives. */
    boolean lastedUntilExpiry() {
        return world.now() - startedMillis >= approvalExpiresAfter.toMillis();
    }

    void start(Actor actor) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", "sim").put("requestedBy", "simulation");
        request.putObject("project").put("path", actor.model);
        request.put("holdFor", holdFor.toMinutes() + "m");
        request.put("approvalExpiresAfter", approvalExpiresAfter.toMinutes() + "m");
        request.put("hydrationTimeout", "3h");
        actor.workflow.start(request);
    }

    /**
     * How a deployment ended.
     *
     * @param word the outcome's word, TERMINATED, or what is wrong
     * @param outcome null when it left none
     */
    record End(String word, Outcome outcome) {
        private static final String STUCK = "STUCK";

        boolean stuck() {
            return word.equals(STUCK);
        }
    }

    /** Lets time be skipped until a deployment has ended, or nothing has happened for a while. */
    End await(Actor actor, Duration patience) {
        // Only this form of the question lets time be skipped.
        CompletableFuture<Outcome> answer =
                CompletableFuture.supplyAsync(() -> actor.workflow.getResult(Outcome.class), WAITERS);
        int events = 0;
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return ended(answer.get(BETWEEN_NUDGES.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                nudge.run();
                int now = actor.fetchHistory().size();
                if (now > events) {
                    events = now;
                    giveUp = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() > giveUp) {
                    return new End(End.STUCK, null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                return failed(actor, e.getCause());
            }
        }
    }

    private static End failed(Actor actor, Throwable thrown) {
        if (thrown instanceof WorkflowFailedException e) {
            if (e.getCause() instanceof ApplicationFailure failure
                    && failure.getDetails().getSize() > 0) {
                return ended(failure.getDetails().get(Outcome.class));
            }
            if (e.getCause() instanceof TimeoutFailure) {
                // Nothing of ours ends a run so: the server has skipped all the time that there is, since a task was
                // stuck.
                return new End(End.STUCK, null);
            }
            if (e.getCause() instanceof CanceledFailure) {
                return ended(actor.workflow.describe().getMemo("outcome", Outcome.class, Outcome.class));
            }
            return e.getCause() instanceof TerminatedFailure
                            || e.getWorkflowCloseEventType() == null
                            || actor.workflow.describe().getStatus()
                                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED
                    ? new End("TERMINATED", null)
                    : new End("NO OUTCOME " + e.getCause(), null);
        }
        return new End("NO OUTCOME " + thrown, null);
    }

    private static End ended(Outcome outcome) {
        return outcome == null
                ? new End("NO OUTCOME", null)
                : new End(outcome.outcome().name(), outcome);
    }
}

package dev.cutover.faults.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.faults.simulation.Actor.Said;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Approvers and operators: they say the right thing, the wrong thing, nothing, both, twice, too early and too late. */
final class People {
    private static final String NO_HASH = "0000000000000000";
    private static final Duration LAST_MOMENT = Duration.ofMillis(2_500);
    /** What a step has just answered is known to the server after so long. */
    private static final Duration ANSWERED = Duration.ofMillis(10);

    private final SimulatedWorld world;
    private final BiConsumer<Duration, Runnable> later;
    private final AtomicInteger said = new AtomicInteger();

    /**
     * People of one run.
     *
     * @param later does something after a while of workflow time
     */
    People(SimulatedWorld world, BiConsumer<Duration, Runnable> later) {
        this.world = world;
        this.later = later;
    }

    /** Evidence is there to be judged. */
    void shown(Actor actor, Duration approvalExpiresAfter) {
        switch (world.random.nextInt(12)) {
            case 0 -> decideLater(actor, "reject", within(approvalExpiresAfter));
            case 1 -> say(within(approvalExpiresAfter), () -> cancel(actor));
            case 2 -> {
                decideLater(actor, "approve", within(approvalExpiresAfter));
                decideLater(actor, "reject", within(approvalExpiresAfter));
            }
            case 3 -> {
                Duration moment = within(approvalExpiresAfter);
                decideLater(actor, "approve", moment);
                decideLater(actor, "approve", moment);
                say(moment, () -> cancel(actor));
            }
            case 4 -> decideLater(actor, "approve", around(approvalExpiresAfter));
            case 5 -> say(Duration.ofSeconds(1), () -> decide(actor, "approve", NO_HASH));
            default -> decideLater(actor, "approve", within(approvalExpiresAfter.dividedBy(2)));
        }
    }

    /** The new version is production. */
    void promoted(Actor actor, Duration holdFor) {
        switch (world.random.nextInt(8)) {
            case 0 -> say(within(holdFor), () -> order(actor, "revert"));
            case 1 -> say(around(holdFor), () -> order(actor, "revert"));
            case 2 -> {
                say(within(holdFor), () -> order(actor, "revert"));
                say(within(holdFor), () -> order(actor, "finish"));
            }
            case 3 -> say(within(holdFor), () -> cancel(actor));
            case 4 -> {
                Duration moment = within(holdFor);
                say(moment, () -> order(actor, "revert"));
                say(moment, () -> order(actor, "revert"));
            }
            case 5 -> say(within(holdFor), () -> order(actor, "finish"));
            default -> {}
        }
    }

    /** Something that nobody expects now. */
    void sayAnything(Actor actor) {
        switch (world.random.nextInt(9)) {
            case 0 -> decide(actor, "approve", actor.planHash == null ? NO_HASH : actor.planHash);
            case 1 -> decide(actor, "reject", NO_HASH);
            case 2 -> order(actor, "revert");
            case 3 -> order(actor, "finish");
            case 4 -> order(actor, "aprove");
            case 5 -> cancel(actor);
            case 6 -> terminateSometimes(actor);
            case 7 -> decide(actor, "reject", actor.planHash == null ? NO_HASH : actor.planHash);
            default -> decide(actor, "approve", NO_HASH);
        }
    }

    private Duration within(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * world.random.nextDouble()));
    }

    /**
     * In the last moment or just after it. The in-process server takes no more answers of a workflow that was about to cancel a
     * timer which has fired meanwhile, so that the very moment is left out.
     */
    private Duration around(Duration time) {
        Duration moment = time.plusMillis(world.random.nextInt(2_000));
        return world.random.nextInt(3) == 0 || time.compareTo(LAST_MOMENT) < 0 ? moment : moment.minus(LAST_MOMENT);
    }

    private void decideLater(Actor actor, String signal, Duration delay) {
        say(delay, () -> decide(actor, signal, actor.planHash));
    }

    private void decide(Actor actor, String signal, String planHash) {
        String by = "person-" + said.incrementAndGet();
        actor.said.add(new Said(by, signal, shown(actor), planHash.equals(actor.planHash)));
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("by", by).put("planHash", planHash).put("reason", "simulated");
        send(() -> actor.workflow.signal(signal, message));
    }

    private static String shown(Actor actor) {
        return actor.shownGreen == null ? "" : actor.shownGreen;
    }

    private void order(Actor actor, String signal) {
        String by = "person-" + said.incrementAndGet();
        actor.said.add(new Said(by, signal, shown(actor), true));
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("by", by).put("reason", "simulated");
        send(() -> actor.workflow.signal(signal, message));
    }

    /** The in-process server refuses a cancellation that crosses the answer of a step; it is heard before anything goes on. */
    private void cancel(Actor actor) {
        actor.said.add(new Said("person-" + said.incrementAndGet(), "cancel", shown(actor), true));
        LockSupport.parkNanos(ANSWERED.toNanos());
        send(() -> {
            actor.workflow.cancel();
            long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!heard(actor) && System.nanoTime() < giveUp) {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        });
    }

    private static boolean heard(Actor actor) {
        boolean heard = true;
        for (HistoryEvent event : actor.fetchHistory()) {
            if (event.hasWorkflowExecutionCancelRequestedEventAttributes()) {
                heard = false;
            } else if (event.hasWorkflowTaskCompletedEventAttributes()) {
                heard = true;
            }
        }
        return heard;
    }

    private void terminateSometimes(Actor actor) {
        if (world.chance(0.3)) {
            send(() -> {
                actor.workflow.terminate("simulated");
                actor.terminated = true;
            });
        }
    }

    private void say(Duration delay, Runnable message) {
        later.accept(delay, () -> {
            world.baton.acquireUninterruptibly();
            try {
                message.run();
            } finally {
                world.baton.release();
            }
        });
    }

    private static void send(Runnable message) {
        try {
            message.run();
        } catch (WorkflowNotFoundException ended) {
            // Too late is one of the moments at which people speak.
        }
    }
}

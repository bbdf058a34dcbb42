package dev.cutover.faults.simulation;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One attempt at a step, on a thread of its own, so that it can stand still for as long as the simulation wants while Temporal
 * has given it up and begun another: a frozen worker that wakes too late.
 */
final class Attempt {
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(20);

    private final Semaphore handBack = new Semaphore(0);
    private final Semaphore resume = new Semaphore(0);
    private final Consumer<Attempt> whenFrozen;
    private final String step;
    private volatile boolean wasFrozen;
    private volatile Object result;
    private volatile Throwable failure;

    private Attempt(String step, Consumer<Attempt> whenFrozen) {
        this.step = step;
        this.whenFrozen = whenFrozen;
    }

    /** The worker is gone: nothing of this attempt goes on. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** The connection is gone; what was sent last may have arrived or not. */
    static final class ConnectionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectionLost() {
            super("connection lost", null, false, false);
        }
    }

    /** Runs a body until it ends or stands still. */
    static <T> T perform(String step, Consumer<Attempt> whenFrozen, Class<T> type, Function<Attempt, T> body) {
        Attempt attempt = new Attempt(step, whenFrozen);
        Thread thread = new Thread(() -> attempt.run(body), "simulated-" + step);
        thread.setDaemon(true);
        thread.start();
        attempt.handBack.acquireUninterruptibly();
        if (attempt.wasFrozen || attempt.failure instanceof Killed || attempt.failure instanceof ConnectionLost) {
            // The in-process server never tries again, nor ends, what fails after it was asked to cancel: hear of that
            // first.
            Activity.getExecutionContext().heartbeat(null);
        }
        if (attempt.wasFrozen || attempt.failure instanceof Killed) {
            throw retried("activity Heartbeat timeout", NOTICED_AFTER);
        }
        if (attempt.failure instanceof ConnectionLost) {
            throw retried("connection reset", Duration.ofSeconds(1));
        }
        if (attempt.failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (attempt.failure instanceof Error error) {
            throw error;
        }
        return type.cast(attempt.result);
    }

    private static ApplicationFailure retried(String message, Duration after) {
        return ApplicationFailure.newBuilder()
                .setMessage(message)
                .setType("SIMULATED")
                .setNextRetryDelay(after)
                .build();
    }

    private void run(Function<Attempt, ?> body) {
        try {
            result = body.apply(this);
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            handBack.release();
        }
    }

    /** The step's name. */
    String step() {
        return step;
    }

    /** Stands still until it is woken. */
    void freeze() {
        wasFrozen = true;
        whenFrozen.accept(this);
        handBack.release();
        resume.acquireUninterruptibly();
    }

    /** Lets a frozen attempt go on until it ends or stands still again. */
    void thaw() {
        resume.release();
        handBack.acquireUninterruptibly();
    }

    /** Ends an attempt that stood still for so long that it may have been given up, as the real one does. */
    void checkAlive() {
        if (wasFrozen) {
            throw retried("The worker stood still.", Duration.ofSeconds(1));
        }
    }
}

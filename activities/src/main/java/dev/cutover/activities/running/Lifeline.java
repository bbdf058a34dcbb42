package dev.cutover.activities.running;

import io.temporal.activity.ActivityExecutionContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The background half of an {@link ActivityRun}: beats until it is closed or until a beat says that the run is to end. */
final class Lifeline implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lifeline.class);

    /** A cancel request reaches only a statement that is running at that moment, so it is repeated until the run is over. */
    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    /**
     * Without a beat for this long the worker stood still, and the server may have given this attempt up and begun another, or
     * the compensation. Shorter than the heartbeat timeout, which counts from a beat that is up to a second older.
     */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final LongSupplier nanoTime;
    private final ActivityExecutionContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch endedLatch = new CountDownLatch(1);
    private final List<Cancellable> sessions = new CopyOnWriteArrayList<>();
    private final Object former;
    private final Thread thread;
    private volatile Object details;
    private volatile long lastBeat;
    private volatile RuntimeException end;

    /**
     * A lifeline that beats from now on.
     *
     * @param nanoTime tells the time, as {@link System#nanoTime} does
     */
    Lifeline(ActivityExecutionContext context, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.context = context;
        this.lastBeat = nanoTime.getAsLong();
        this.former = context.getHeartbeatDetails(Object.class).orElse(null);
        this.details = former;
        this.thread = new Thread(this::beat, "heartbeat-" + context.getInfo().getActivityType());
        thread.setDaemon(true);
        thread.start();
    }

    /** What the last attempt reported last, as plain JSON values; null when it reported nothing. */
    Object former() {
        return former;
    }

    /** What the next heartbeats carry; null for nothing. */
    Object details() {
        return details;
    }

    void report(Object newDetails) {
        details = newDetails;
    }

    void watch(Cancellable session) {
        sessions.removeIf(Cancellable::isClosed);
        sessions.add(session);
    }

    Optional<RuntimeException> ended() {
        RuntimeException known = end;
        return known == null && silent()
                ? Optional.of(Failures.workerFrozen(LONGEST_SILENCE))
                : Optional.ofNullable(known);
    }

    /** Waits for the duration, or until the run is to end. */
    void pause(Duration duration) {
        try {
            if (endedLatch.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.workerStopping(ActivityRun.AFTER_WORKER_STOP);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        // Once the run has ended there is no beat left to wait for, and a cancel request may hang on a dead network.
        while (end == null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            do {
                if (silent()) {
                    throw Failures.workerFrozen(LONGEST_SILENCE);
                }
                long now = nanoTime.getAsLong();
                context.heartbeat(details);
                lastBeat = now;
            } while (!closed.await(ActivityRun.BEAT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end = e;
            endedLatch.countDown();
            cancelUntilClosed();
        }
    }

    private boolean silent() {
        return nanoTime.getAsLong() - lastBeat > LONGEST_SILENCE.toNanos();
    }

    private void cancelUntilClosed() {
        try {
            do {
                sessions.forEach(Lifeline::cancel);
            } while (!closed.await(BETWEEN_CANCELS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Cancellable session) {
        try {
            session.cancel();
        } catch (SQLException e) {
            LOGGER.debug("A cancel request was not delivered; it is repeated", e);
        }
    }
}

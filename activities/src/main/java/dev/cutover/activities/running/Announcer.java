package dev.cutover.activities.running;

import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the workflow itself how far its activity is: a query of the workflow sees no heartbeat. Each signal stays in the
 * history, so that they become rarer as time goes by. Their moments are counted from when the step was first scheduled, whatever
 * the number of attempts and whatever happens: 12 in ten minutes, {@value #MOST} in a day, then none.
 */
final class Announcer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Announcer.class);

    /** Short enough for a small project to be seen at work. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final double GROWTH = 1.6;

    /** The last one is sent after sixteen hours. */
    static final int MOST = 22;

    private final Supplier<Object> news;
    private final LongSupplier millisSinceScheduled;
    private final Consumer<Object> say;
    private final CountDownLatch closed = new CountDownLatch(1);

    Announcer(Supplier<Object> news, LongSupplier millisSinceScheduled, Consumer<Object> say) {
        this.news = news;
        this.millisSinceScheduled = millisSinceScheduled;
        this.say = say;
    }

    /**
     * Announces from now on, from a thread of its own: neither the work nor its heartbeats wait for Temporal.
     *
     * @param news what is to be said now; null for nothing
     * @param millisSinceScheduled milliseconds since the step was first scheduled
     * @param say sends the signal
     */
    static Announcer start(Supplier<Object> news, LongSupplier millisSinceScheduled, Consumer<Object> say) {
        Announcer announcer = new Announcer(news, millisSinceScheduled, say);
        Thread thread = new Thread(announcer::run, "announcer");
        thread.setDaemon(true);
        thread.start();
        return announcer;
    }

    /** The first moment after the given one, both in milliseconds since the step was scheduled; empty when none is left. */
    static Optional<Long> after(long millis) {
        double moment = FIRST.toMillis();
        for (int i = 0; i < MOST; i++) {
            if (moment > millis) {
                return Optional.of((long) Math.ceil(moment));
            }
            moment *= GROWTH;
        }
        return Optional.empty();
    }

    /** Announces until the last moment is over, it is closed or the deployment has ended. */
    void run() {
        try {
            Object said = null;
            long last = millisSinceScheduled.getAsLong();
            for (Optional<Long> next = after(last); next.isPresent(); next = after(last)) {
                if (closed.await(next.get() - millisSinceScheduled.getAsLong(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Object now = news.get();
                if (now != null && !now.equals(said) && announce(now)) {
                    said = now;
                }
                last = Math.max(next.get(), millisSinceScheduled.getAsLong());
            }
        } catch (WorkflowNotFoundException e) {
            LOGGER.debug("The deployment has ended; nobody asks how far it is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean announce(Object now) {
        try {
            say.accept(now);
            return true;
        } catch (WorkflowNotFoundException e) {
            throw e;
        } catch (RuntimeException e) {
            // Heartbeats carry the same, and the next moment comes.
            LOGGER.debug("Progress could not be announced", e);
            return false;
        }
    }

    /** Announces nothing more. Does not wait for a signal that is under way. */
    @Override
    public void close() {
        closed.countDown();
    }
}

package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a session's query by cancel requests when it takes too long: a read of what is not hydrated waits for ever, and
 * {@code statement_timeout} does not apply to it (FINDINGS 24).
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Session session;
    private volatile boolean barked;

    Watchdog(Session session, Duration longest) {
        this.session = session;
        Thread thread = new Thread(() -> watch(longest), "check-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it has asked for the query's end. */
    boolean barked() {
        return barked;
    }

    @Override
    public void close() {
        over.countDown();
    }

    private void watch(Duration longest) {
        try {
            Duration wait = longest;
            while (!over.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                barked = true;
                cancel();
                wait = BETWEEN_CANCELS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        try {
            session.cancel();
        } catch (SQLException e) {
            LOGGER.debug("A cancel request was not delivered; it is repeated", e);
        }
    }
}

package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a session's query by cancel requests when it takes too long: a read of what is not hydrated waits for ever, and
 * {@code statement_timeout} does not apply to it (FINDINGS 24).
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    /** A server that is there answers a cancel request within this time; then the connection is given up. */
    private static final Duration TO_BE_CANCELLED = Duration.ofSeconds(30);

    /** From this attempt on it is the query that does not end, and not a connection that died. */
    private static final int BELIEVED_FROM = 3;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Session session;
    private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

    private enum State {
        WATCHING,
        BARKED,
        OVER
    }

    Watchdog(Session session, Duration longest) throws SQLException {
        this.session = session;
        session.answerWithin(longest.plus(TO_BE_CANCELLED));
        Thread thread = new Thread(() -> watch(longest), "check-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether a query took too long by its own fault. One whose end was asked for in vain may as well have lost its connection,
     * without a word: that is tried again before it is believed.
     */
    boolean ended(SQLException error, ActivityRun run) {
        boolean answered = SqlErrors.kind(error) != SqlErrors.Kind.TRANSIENT;
        return state.get() == State.BARKED && (answered || run.info().getAttempt() >= BELIEVED_FROM);
    }

    /** Stops watching. The session is closed when a cancel request may still be on its way: it would end the next query. */
    @Override
    public void close() throws SQLException {
        over.countDown();
        if (!state.compareAndSet(State.WATCHING, State.OVER)) {
            session.close();
        }
    }

    private void watch(Duration longest) {
        try {
            Duration wait = longest;
            while (!over.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                if (state.compareAndExchange(State.WATCHING, State.BARKED) == State.OVER) {
                    return;
                }
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

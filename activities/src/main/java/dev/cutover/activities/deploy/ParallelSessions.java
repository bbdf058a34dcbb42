package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.SessionSettings;
import dev.cutover.activities.running.ActivityRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off a queue with several sessions at once. */
final class ParallelSessions {
    private static final Logger LOGGER = LoggerFactory.getLogger(ParallelSessions.class);
    private static final String APPLICATION_NAME = "cutover deploy";

    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    /** A cancel request may not get through a dead network, and a dead network sends nothing. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Materialize materialize;
    private final ActivityRun run;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    ParallelSessions(Materialize materialize, ActivityRun run) {
        this.materialize = materialize;
        this.run = run;
    }

    /** Hands out what can be done now. */
    interface Queue<T> {
        /** Waits for the next piece of work; empty when there will be none. */
        Optional<T> take() throws InterruptedException;

        /** Says that no more work is to be handed out. */
        void stop();
    }

    /** Does one piece of work. */
    @FunctionalInterface
    interface Worker<T> {
        void work(Session session, T piece) throws SQLException;
    }

    /** Works off the queue; the first error stops the others after what they are doing, and is thrown. */
    <T> void workOff(Queue<T> queue, int sessions, Worker<T> worker) throws SQLException {
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            List<Future<Void>> results = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                results.add(threads.submit(() -> {
                    workWithOneSession(queue, worker);
                    return null;
                }));
            }
            await(results, queue);
        } finally {
            queue.stop();
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** Nothing may be sent any more once the activity has ended, so what is still being sent is cancelled and waited for. */
    private void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        while (!threads.isTerminated() && System.nanoTime() < deadline) {
            open.forEach(ParallelSessions::cancel);
            try {
                threads.awaitTermination(BETWEEN_CANCELS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Session session) {
        try {
            session.cancel();
        } catch (SQLException e) {
            LOGGER.debug("A cancel request was not delivered; it is repeated");
        }
    }

    private <T> void workWithOneSession(Queue<T> queue, Worker<T> worker) throws SQLException, InterruptedException {
        try (Session session = run.watch(materialize.open(APPLICATION_NAME))) {
            open.add(session);
            for (Optional<T> piece = queue.take(); piece.isPresent(); piece = queue.take()) {
                run.checkAlive();
                worker.work(session, piece.get());
            }
        } finally {
            queue.stop();
        }
    }

    private <T> void await(List<Future<Void>> results, Queue<T> queue) throws SQLException {
        Throwable first = null;
        for (Future<Void> result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
            } catch (InterruptedException e) {
                queue.stop();
                Thread.currentThread().interrupt();
                run.checkAlive();
                throw new IllegalStateException("The activity was interrupted.", e);
            }
        }
        if (first instanceof SQLException sql) {
            throw sql;
        }
        if (first instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (first != null) {
            throw new IllegalStateException(first);
        }
    }

    /** Makes short names mean this database. */
    static void useDatabase(Session session, String database) throws SQLException {
        session.execute(SessionSettings.database(database));
    }
}

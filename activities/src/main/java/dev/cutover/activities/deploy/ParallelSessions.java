package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.SessionSettings;
import dev.cutover.activities.running.ActivityRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a queue, at first with one session. While the server takes long, others help: where it does not, opening them
 * would take longer than what they save.
 */
final class ParallelSessions {
    private static final Logger LOGGER = LoggerFactory.getLogger(ParallelSessions.class);
    private static final String APPLICATION_NAME = "cutover deploy";

    /** When nothing was finished for this long, another session is worth its opening. */
    private static final Duration PATIENCE = Duration.ofMillis(5);

    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    /** A cancel request may not get through a dead network, and a dead network sends nothing. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Materialize materialize;
    private final ActivityRun run;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger finished = new AtomicInteger();

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

    /**
     * Works off the queue; the first error stops the others after what they are doing, and is thrown.
     *
     * @param first a session that is open already and stays so
     * @param most how many sessions may work at the same time
     */
    <T> void workOff(Session first, Queue<T> queue, int most, Worker<T> worker) throws SQLException {
        ExecutorService threads = Executors.newFixedThreadPool(most);
        try {
            CompletionService<Void> results = new ExecutorCompletionService<>(threads);
            results.submit(() -> work(first, queue, worker));
            await(results, queue, most, worker);
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

    private <T> Void workWithAnother(Queue<T> queue, Worker<T> worker) throws SQLException, InterruptedException {
        try (Session session = run.watch(materialize.open(APPLICATION_NAME))) {
            return work(session, queue, worker);
        } finally {
            queue.stop();
        }
    }

    private <T> Void work(Session session, Queue<T> queue, Worker<T> worker) throws SQLException, InterruptedException {
        open.add(session);
        try {
            for (Optional<T> piece = queue.take(); piece.isPresent(); piece = queue.take()) {
                run.checkAlive();
                worker.work(session, piece.get());
                finished.incrementAndGet();
            }
            return null;
        } finally {
            queue.stop();
        }
    }

    private <T> void await(CompletionService<Void> results, Queue<T> queue, int most, Worker<T> worker)
            throws SQLException {
        Throwable first = null;
        int working = 1;
        int ended = 0;
        while (ended < working) {
            int before = finished.get();
            try {
                Future<Void> result =
                        working < most ? results.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : results.take();
                if (result != null) {
                    ended++;
                    result.get();
                } else if (finished.get() == before && ended == 0) {
                    results.submit(() -> workWithAnother(queue, worker));
                    working++;
                }
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

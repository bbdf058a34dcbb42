package dev.cutover.e2e.kafka;

import dev.cutover.e2e.machine.Await;
import dev.cutover.e2e.machine.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes to production all the time, one row with each statement. A row is changed again only when the messages of its last
 * change have arrived everywhere: a sink makes one message of two changes that it sees at once.
 */
final class Writer implements AutoCloseable {
    private static final long EVERY_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Connection connection;
    private final List<Topic> topics;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, Change> rows = new TreeMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private ScheduledFuture<?> writing;
    private int lastId;

    Writer(Database database, List<Topic> topics) throws SQLException {
        this.connection = database.connect();
        this.topics = topics;
    }

    /** Goes on, until {@link #settle()}. */
    void start() {
        writing = clock.scheduleWithFixedDelay(this::write, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits until it has made so many more changes. */
    void awaitMore(int more) {
        int target = count() + more;
        Await.until("the writer to write", PATIENCE, () -> {
            failIfDead();
            return count() >= target;
        });
    }

    /** Ends, and waits until the messages of what every side shows have arrived. */
    List<Change> settle() throws ExecutionException, InterruptedException {
        writing.cancel(false);
        clock.submit(() -> {}).get();
        Change last;
        do {
            last = insert();
        } while (!shownByAll(last.id()));
        int number = last.number();
        Await.until("the last message", PATIENCE, () -> arrived(number));
        return List.copyOf(changes);
    }

    private void failIfDead() {
        if (writing.isDone()) {
            try {
                writing.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new AssertionError("The writer has ended.", e);
            }
        }
    }

    private synchronized int count() {
        return changes.size();
    }

    private void write() {
        Change settled = rows.values().stream()
                .filter(row -> arrived(row.number()))
                .min(Comparator.comparing(Change::number))
                .orElse(null);
        int turn = changes.size() % 10;
        if (settled == null || turn < 6) {
            insert();
        } else if (turn < 9) {
            run("UPDATE topics_raw.sales SET amount = " + next() + " WHERE id = " + settled.id());
            note(new Change(next(), settled.id(), settled.after(), next()));
        } else {
            run("DELETE FROM topics_raw.sales WHERE id = " + settled.id());
            note(new Change(next(), settled.id(), settled.after(), null));
        }
    }

    private Change insert() {
        int id = ++lastId;
        run("INSERT INTO topics_raw.sales VALUES (" + id + ", " + next() + ")");
        return note(new Change(next(), id, null, next()));
    }

    private int next() {
        return changes.size() + 1;
    }

    private synchronized Change note(Change change) {
        changes.add(change);
        if (change.after() == null) {
            rows.remove(change.id());
        } else {
            rows.put(change.id(), change);
        }
        return change;
    }

    private boolean arrived(int number) {
        return topics.stream().allMatch(topic -> topic.has(number));
    }

    private static boolean shownByAll(int id) {
        return List.of(Side.values()).stream().allMatch(side -> side.amount(id, 0) != null);
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        clock.shutdownNow();
        connection.close();
    }
}

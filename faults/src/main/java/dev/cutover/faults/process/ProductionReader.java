package dev.cutover.faults.process;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Reads production all the time and notes what failed and what was neither wholly old nor wholly new. */
final class ProductionReader implements AutoCloseable {
    private static final long NANOS_BETWEEN_READS = 20_000_000;
    /** Far longer than a read takes on a machine that does much else. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String url;
    private final Duration patience;
    private final AtomicLong reads = new AtomicLong();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<String> hung = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::read, "reader");
    private volatile boolean stopped;
    private volatile int last;
    private volatile long excusedUntilNanos = System.nanoTime();
    /** When the last read that was answered began. */
    private volatile long answeredSinceNanos = System.nanoTime();

    /**
     * A reader.
     *
     * @param patience how long a read may have no answer
     */
    ProductionReader(String url, Duration patience) {
        this.url = url;
        this.patience = patience;
        thread.setDaemon(true);
        thread.start();
    }

    long reads() {
        return reads.get();
    }

    /** What was wrong since the last time that somebody asked. */
    List<String> takeTroubles() {
        return take(troubles);
    }

    /** What had no answer since the last time that somebody asked. */
    List<String> takeHung() {
        return take(hung);
    }

    private static List<String> take(List<String> from) {
        List<String> taken = List.copyOf(from);
        from.removeAll(taken);
        return taken;
    }

    /**
     * Waits until a read that begins from now on is answered: one that hangs has then been noted. Notes it as well when there is
     * none for three times as long as a read may take.
     */
    void awaitRead() {
        long asked = System.nanoTime();
        long giveUp = asked + patience.multipliedBy(3).toNanos();
        while (answeredSinceNanos - asked < 0) {
            if (System.nanoTime() - giveUp > 0) {
                hung.add("no read was answered for " + patience.multipliedBy(3).toSeconds() + " s");
                return;
            }
            LockSupport.parkNanos(NANOS_BETWEEN_READS);
        }
    }

    /** Nobody can read while the server itself is away: failures until then are not counted. */
    void excuse(long millis) {
        excusedUntilNanos = System.nanoTime() + millis * 1_000_000;
    }

    /** The version that was read last. */
    int last() {
        return last;
    }

    private void read() {
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(
                            url + "&user=fx_app&preferQueryMode=simple&socketTimeout=" + patience.toSeconds());
                    Statement statement = connection.createStatement()) {
                statement.execute("SET cluster = fx_serve");
                while (!stopped) {
                    readOnce(statement);
                    LockSupport.parkNanos(NANOS_BETWEEN_READS);
                }
            } catch (SQLException e) {
                if (!stopped) {
                    if (System.nanoTime() > excusedUntilNanos) {
                        (e.getCause() instanceof SocketTimeoutException ? hung : troubles)
                                .add("failed: " + e.getMessage());
                    }
                    LockSupport.parkNanos(NANOS_BETWEEN_READS);
                }
            }
        }
    }

    private void readOnce(Statement statement) throws SQLException {
        long begunNanos = System.nanoTime();
        try (ResultSet rows = statement.executeQuery(Model.ANSWER)) {
            reads.incrementAndGet();
            answeredSinceNanos = begunNanos;
            if (!rows.next()) {
                troubles.add("no row");
            } else if (rows.getInt(1) != rows.getInt(2)) {
                troubles.add("mixed: " + rows.getInt(1) + " and " + rows.getInt(2));
            } else {
                last = rows.getInt(1);
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}

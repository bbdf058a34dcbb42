package dev.cutover.faults.process;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Reads production all the time and notes what failed and what was neither wholly old nor wholly new. */
final class ProductionReader implements AutoCloseable {
    private static final long NANOS_BETWEEN_READS = 20_000_000;
    /** Far longer than a read takes on a machine that does much else. */
    private static final int PATIENCE_SECONDS = 20;

    private final String url;
    private final AtomicLong reads = new AtomicLong();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<String> hung = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::read, "reader");
    private volatile boolean stopped;
    private volatile int last;
    private volatile long excusedUntilNanos = System.nanoTime();

    ProductionReader(String url) {
        this.url = url;
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
                            url + "&user=fx_app&preferQueryMode=simple&socketTimeout=" + PATIENCE_SECONDS);
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
        try (ResultSet rows = statement.executeQuery(Model.ANSWER)) {
            reads.incrementAndGet();
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

package dev.cutover.faults.defects;

import dev.cutover.starter.shop.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Applications that insert, change and delete rows of production all the time. */
final class Writers implements AutoCloseable {
    private static final int FIRST_NEW = 1_000;
    private static final int NEW_ORDERS = 200;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean closing;
    private volatile SQLException failure;

    Writers(Sandbox sandbox, int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> write(sandbox, random), "writer-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** How many statements have changed something. */
    long writes() {
        return writes.get();
    }

    private void write(Sandbox sandbox, Random random) {
        try (Connection connection = sandbox.connect(Sandbox.DEPLOYER);
                Statement statement = connection.createStatement()) {
            while (!closing) {
                writes.addAndGet(statement.executeUpdate(next(random)));
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private static String next(Random random) {
        int order = FIRST_NEW + random.nextInt(NEW_ORDERS);
        return switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM seeded_raw.orders WHERE order_id = " + order;
            case 1 -> "UPDATE seeded_raw.orders SET amount = amount + 1, tip = NULL WHERE order_id = " + order;
            case 2 ->
                "UPDATE seeded_raw.customers SET country = '" + (random.nextBoolean() ? "de" : "fr")
                        + "' WHERE customer_id = " + (1 + random.nextInt(40));
            default ->
                "INSERT INTO seeded_raw.orders VALUES (" + order + ", " + (1 + random.nextInt(30)) + ", 'open', "
                        + random.nextInt(90) + ".50, 1.5, 'written', TIMESTAMP '2026-02-01 10:00:00')";
        };
    }

    /** Ends them; fails when one of them failed before. */
    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            join(thread);
        }
        if (failure != null) {
            throw new IllegalStateException("A writer failed: " + failure.getMessage(), failure);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

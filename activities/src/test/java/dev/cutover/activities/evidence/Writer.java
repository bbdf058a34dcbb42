package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.testing.Playground;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who writes into production's table as fast as the server takes it. */
final class Writer implements AutoCloseable {
    private final Playground playground;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger written = new AtomicInteger();
    private Thread thread;

    Writer(Playground playground) {
        this.playground = playground;
    }

    void start() throws Exception {
        Session session = playground.session();
        thread = new Thread(
                () -> {
                    try (session) {
                        while (!over.get()) {
                            session.execute("INSERT INTO public.raw VALUES (" + (100 + written.incrementAndGet())
                                    + ", 1, 'new@x.org')");
                        }
                    } catch (Exception e) {
                        written.set(-1);
                    }
                },
                "writer");
        thread.start();
    }

    /** Stops it; how many rows it wrote, -1 when it failed. */
    int stop() throws InterruptedException {
        over.set(true);
        thread.join();
        return written.get();
    }

    @Override
    public void close() {
        over.set(true);
    }
}

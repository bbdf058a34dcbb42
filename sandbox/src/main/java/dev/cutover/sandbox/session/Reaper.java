package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.sql.Identifiers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from PostgreSQL what the catalog has dropped. A DROP itself never touches PostgreSQL, so it never waits for
 * somebody who is still reading; this does it later, and gives up at once where somebody is.
 */
public final class Reaper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final long PERIOD_SECONDS = 2;

    private final World world;
    private final ScheduledExecutorService clock;

    /** A reaper for one server. */
    public Reaper(World world) {
        this.world = world;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-reaper");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins. */
    public void start() {
        clock.scheduleWithFixedDelay(this::reap, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void reap() {
        try (Backend backend = world.connect()) {
            backend.run("SET lock_timeout = '50ms'");
            String query = "SELECT c.relname, c.relkind FROM pg_catalog.pg_class c"
                    + " WHERE c.relnamespace = 'mz_data'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY c.oid DESC";
            List<List<String>> present = backend.run(query);
            Catalog catalog = settledCatalog();
            for (List<String> relation : present) {
                if (!catalog.items().containsKey(relation.get(0))) {
                    drop(backend, relation);
                }
            }
        } catch (IOException | BackendException e) {
            LOG.debug("not everything that was dropped could be removed: {}", e.toString());
        }
    }

    /** The catalog once no commit is half done: what was in the list before and is not in here was dropped. */
    private Catalog settledCatalog() {
        world.store().lock();
        try {
            return world.store().current();
        } finally {
            world.store().unlock();
        }
    }

    private static void drop(Backend backend, List<String> relation) throws IOException {
        String kind = relation.get(1).equals("v") ? "VIEW" : "TABLE";
        try {
            backend.run("DROP " + kind + " IF EXISTS mz_data." + Identifiers.always(relation.get(0)) + " CASCADE");
        } catch (BackendException busy) {
            LOG.trace("{} is still in use", relation);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

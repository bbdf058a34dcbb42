package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Catalog.CommentKey;
import dev.cutover.sandbox.catalog.CatalogStore;
import dev.cutover.sandbox.catalog.Draft;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.postgres.Backend;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody else who changes the catalog again and again: a comment on the role materialize. */
public final class ForeignChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignChanges.class);

    /** Opens a connection to PostgreSQL. */
    @FunctionalInterface
    public interface Connector {
        /** A new connection. */
        Backend connect() throws IOException;
    }

    private final CatalogStore store;
    private final Connector connector;
    private final ScheduledExecutorService clock;
    private ScheduledFuture<?> running;
    private long count;

    /** Changes to one store. */
    public ForeignChanges(CatalogStore store, Connector connector) {
        this.store = store;
        this.connector = connector;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-foreign-changes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One change every so many milliseconds; 0 for none. */
    public synchronized void every(long millis) {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
        if (millis > 0) {
            running = clock.scheduleAtFixedRate(this::change, 0, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void change() {
        store.lock();
        try (Backend backend = connector.connect()) {
            Catalog base = store.current();
            Draft draft = store.draft(base);
            draft.comment(new CommentKey("u1", Kind.ROLE, 0), "foreign change " + ++count);
            store.commit(base, draft.toCatalog(), backend);
        } catch (IOException e) {
            LOG.debug("no foreign change: {}", e.toString());
        } finally {
            store.unlock();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

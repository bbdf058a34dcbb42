package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A SUBSCRIBE: it asks again and again and tells what has changed since. It goes on with the old objects after a swap. */
public final class SubscribeCursor implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final long PROGRESS_MILLIS = 1_000;

    private final Rewritten query;
    private final SubscribeOptions options;
    private final SubscribeEnvelope envelope;
    private final String clusterId;
    private final Map<List<String>, Integer> seen = new HashMap<>();
    private final List<List<String>> waiting = new ArrayList<>();
    private final Map<String, String> relationNames = new HashMap<>();
    private String clusterName;
    private Listing listing;
    private boolean started;
    private boolean finished;
    private long lastProgress;

    /** A cursor over a query with these columns, on the session's cluster. */
    public SubscribeCursor(Session session, Rewritten query, List<Output> columns, SubscribeOptions options) {
        this.query = query;
        this.options = options;
        this.envelope = new SubscribeEnvelope(options, columns);
        this.clusterId = session.cluster().id();
        this.clusterName = session.cluster().name();
    }

    /** The columns of the rows. */
    public List<Output> columns() {
        return envelope.columns();
    }

    /** Whether it has told everything up to the time at which it ends, and all of it was taken. */
    public boolean isFinished() {
        return finished && waiting.isEmpty();
    }

    /**
     * Changes since the last fetch, at most {@code limit}; waits for the first until the timeout in milliseconds, for ever when
     * that is negative.
     */
    public List<List<String>> fetch(Session session, long timeoutMillis, int limit) throws IOException {
        long deadline = System.currentTimeMillis() + timeoutMillis;
        if (listing == null) {
            requireAlive(session);
            listing = Listing.of(session, clusterId, query.itemIds());
        }
        while (true) {
            requireAlive(session);
            if (!finished) {
                ask(session);
            }
            boolean over = timeoutMillis >= 0 && System.currentTimeMillis() >= deadline;
            if (!waiting.isEmpty() || over || finished) {
                List<List<String>> taken = waiting.subList(0, Math.min(limit, waiting.size()));
                List<List<String>> rows = List.copyOf(taken);
                taken.clear();
                return rows;
            }
            session.requireNotCancelled();
            pause();
        }
    }

    /** It is listed no longer. */
    @Override
    public void close() throws IOException {
        if (listing != null) {
            listing.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut();
        }
    }

    private void requireAlive(Session session) {
        Catalog catalog = session.world().store().current();
        String start = "subscribe has been terminated because underlying ";
        if (!catalog.clusters().containsKey(clusterId)) {
            throw SqlException.internal(start + "cluster \"" + clusterName + "\" was dropped");
        }
        clusterName = catalog.clusters().get(clusterId).name();
        for (String id : query.itemIds()) {
            Item item = catalog.items().get(id);
            if (item == null) {
                throw SqlException.internal(start + "relation \"" + relationNames.get(id) + "\" was dropped");
            }
            relationNames.put(id, session.names(catalog).full(item));
        }
    }

    private void ask(Session session) throws IOException {
        long time = System.currentTimeMillis();
        finished = time >= options.upTo();
        String timestamp = String.valueOf(finished ? options.upTo() - 1 : time);
        Map<List<String>, Integer> now = read(session);
        Map<List<String>, Integer> difference = new LinkedHashMap<>(now);
        seen.forEach((row, count) -> difference.merge(row, -count, Integer::sum));
        difference.values().removeIf(count -> count == 0);
        seen.clear();
        seen.putAll(now);
        if (started || options.snapshot()) {
            waiting.addAll(envelope.rows(timestamp, difference, now));
        }
        if (options.progress() && (finished || time - lastProgress >= PROGRESS_MILLIS)) {
            waiting.add(envelope.progress(String.valueOf(finished ? options.upTo() : time + 1)));
            lastProgress = time;
        }
        started = true;
    }

    private Map<List<String>, Integer> read(Session session) throws IOException {
        Map<List<String>, Integer> now = new LinkedHashMap<>();
        try {
            for (List<String> row : session.backend().run(query.sql())) {
                now.merge(row, 1, Integer::sum);
            }
        } catch (BackendException e) {
            throw BackendErrors.translate(e, query::original);
        }
        return now;
    }
}

package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A SUBSCRIBE: it asks again and again and tells what has changed since. It goes on with the old objects after a swap. */
public final class SubscribeCursor {
    private static final long POLL_MILLIS = 50;

    private final Rewritten query;
    private final List<Output> columns;
    private final String clusterId;
    private final Map<List<String>, Integer> seen = new HashMap<>();
    private String clusterName;

    /** A cursor over a query on a cluster. */
    public SubscribeCursor(Rewritten query, List<Output> columns, String clusterId, String clusterName) {
        this.query = query;
        this.columns = columns;
        this.clusterId = clusterId;
        this.clusterName = clusterName;
    }

    /** The columns of the rows. */
    public List<Output> columns() {
        return columns;
    }

    /** Changes since the last fetch, at most {@code limit}; waits for the first until the timeout in milliseconds. */
    public List<List<String>> fetch(Session session, long timeoutMillis, int limit) throws IOException {
        long deadline = System.currentTimeMillis() + timeoutMillis;
        while (true) {
            requireAlive(session.world().store().current());
            List<List<String>> changes = changes(session, limit);
            boolean over = System.currentTimeMillis() >= deadline;
            if (!changes.isEmpty() || over) {
                return changes;
            }
            session.requireNotCancelled();
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectionCut();
            }
        }
    }

    private void requireAlive(Catalog catalog) {
        String start = "subscribe has been terminated because underlying ";
        if (clusterId != null) {
            if (!catalog.clusters().containsKey(clusterId)) {
                throw SqlException.internal(start + "cluster \"" + clusterName + "\" was dropped");
            }
            clusterName = catalog.clusters().get(clusterId).name();
        }
        for (String id : query.itemIds()) {
            if (!catalog.items().containsKey(id)) {
                throw SqlException.internal(start + "relation \"" + id + "\" was dropped");
            }
        }
    }

    private List<List<String>> changes(Session session, int limit) throws IOException {
        Map<List<String>, Integer> now = new HashMap<>();
        try {
            for (List<String> row : session.backend().run(query.sql())) {
                now.merge(row, 1, Integer::sum);
            }
        } catch (BackendException e) {
            throw BackendErrors.translate(e, query::original);
        }
        String timestamp = String.valueOf(System.currentTimeMillis());
        List<List<String>> changes = new ArrayList<>();
        Map<List<String>, Integer> difference = new HashMap<>(now);
        seen.forEach((row, count) -> difference.merge(row, -count, Integer::sum));
        difference.forEach((row, count) -> {
            if (count != 0 && changes.size() < limit) {
                List<String> change = new ArrayList<>(List.of(timestamp, String.valueOf(count)));
                change.addAll(row);
                changes.add(change);
                seen.merge(row, count, Integer::sum);
            }
        });
        seen.values().removeIf(count -> count == 0);
        return changes;
    }
}

package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What stands between a query and its rows: a cluster with replicas, the block's time domain, and hydration. */
public final class QueryGate {
    private static final long POLL_MILLIS = 10;

    private QueryGate() {}

    /** Refuses what cannot run, then waits until everything that is read has its data (FINDINGS 24). */
    public static void pass(Session session, Rewritten query, boolean reads) {
        AccessRules.requireQueryAccess(session, query);
        if (query.itemIds().isEmpty() || !reads) {
            return;
        }
        requireReplicas(session);
        requireTimeDomain(session, query);
        awaitHydration(session, query);
    }

    private static void requireReplicas(Session session) {
        Cluster cluster = session.cluster();
        if (session.catalog().replicasOf(cluster.id()).findAny().isEmpty()) {
            throw SqlException.of(
                            "0A000", "CLUSTER \"" + cluster.name() + "\" has no replicas available to service request")
                    .hint("Use ALTER CLUSTER to adjust the replication factor of the cluster. Example:`ALTER CLUSTER"
                            + " <cluster-name> SET (REPLICATION FACTOR 1)`");
        }
    }

    private static void requireTimeDomain(Session session, Rewritten query) {
        Transaction transaction = session.transaction();
        if (transaction == null || !transaction.explicit()) {
            return;
        }
        Catalog catalog = session.catalog();
        Set<String> schemas = new HashSet<>();
        query.itemIds().forEach(id -> schemas.add(catalog.items().get(id).schemaId()));
        if (transaction.timeDomain().isEmpty()) {
            transaction.timeDomain().addAll(schemas);
            return;
        }
        Names names = session.names();
        List<String> outside = new ArrayList<>();
        for (String id : query.itemIds()) {
            Item item = catalog.items().get(id);
            if (!transaction.timeDomain().contains(item.schemaId())) {
                outside.add("\"" + names.full(item) + "\"");
            }
        }
        if (!outside.isEmpty()) {
            throw SqlException.of(
                            "25000",
                            "Transactions can only reference objects in the same timedomain. See"
                                    + " https://materialize.com/docs/sql/begin/#same-timedomain-error")
                    .detail("The following relations in the query are outside the transaction's time domain:\n"
                            + String.join("\n", outside));
        }
    }

    private static void awaitHydration(Session session, Rewritten query) {
        Set<String> pending = materializedInputs(session.catalog(), query.itemIds());
        while (!pending.isEmpty()) {
            Catalog catalog = session.world().store().current();
            pending.removeIf(id -> {
                Item item = catalog.items().get(id);
                return item == null || session.world().hydration().isReadable(catalog, item);
            });
            if (!pending.isEmpty()) {
                session.requireNotCancelled();
                pause();
            }
        }
    }

    /** The materialized views that a query reads, looking through plain views. */
    private static Set<String> materializedInputs(Catalog catalog, Set<String> itemIds) {
        Set<String> result = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(itemIds);
        while (!open.isEmpty()) {
            Item item = catalog.items().get(open.remove(open.size() - 1));
            if (item != null && seen.add(item.id())) {
                if (item.kind() == Kind.MATERIALIZED_VIEW) {
                    result.add(item.id());
                } else if (item.kind() == Kind.VIEW) {
                    open.addAll(item.uses());
                }
            }
        }
        return result;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut();
        }
    }
}

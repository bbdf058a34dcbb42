package dev.cutover.sandbox.catalog;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.readiness.Hydration;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one present catalog. Whoever changes it holds the lock while PostgreSQL's copy and the new state are put in place, so
 * that both move together and all changes stand in one order.
 */
public final class CatalogStore {
    private final Ids ids = new Ids();
    private final ReentrantLock lock = new ReentrantLock();
    private final Hydration hydration;
    private final Catalog initial;
    private volatile Catalog current;

    /** A store with the initial catalog and these system parameters, written to PostgreSQL by {@code backend}. */
    public CatalogStore(Hydration hydration, Backend backend, java.util.Map<String, String> systemParameters)
            throws IOException {
        this.hydration = hydration;
        Catalog nothing = new Catalog(
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.List.of(),
                java.util.Map.of(),
                java.util.List.of(),
                Acl.NONE,
                java.util.Map.of());
        initial = InitialCatalog.create(ids, systemParameters);
        current = initial;
        backend.run(CatalogRows.difference(nothing, current));
    }

    /** The catalog of this moment. */
    public Catalog current() {
        return current;
    }

    /** A draft of what comes after {@code base}. */
    public Draft draft(Catalog base) {
        return new Draft(base, ids);
    }

    /** Holds off all other changes until {@link #unlock()}. */
    public void lock() {
        lock.lock();
    }

    /** Lets others change the catalog again. */
    public void unlock() {
        lock.unlock();
    }

    /**
     * Puts {@code next} in the place of {@code base} and commits what {@code backend} has open. Refused with 40001 when
     * somebody else changed anything since (FINDINGS 4).
     */
    public void commit(Catalog base, Catalog next, Backend backend) throws IOException {
        lock.lock();
        try {
            requireUnchangedSince(base);
            Hydration.Plan plan = hydration.plan(base, next);
            String begin = backend.status() == 'I' ? "BEGIN;" : "";
            backend.run(begin + CatalogRows.difference(base, next) + plan.sql() + "COMMIT");
            hydration.apply(plan);
            current = next;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything that users have made. */
    public void reset(Backend backend) throws IOException {
        lock.lock();
        try {
            backend.run("BEGIN;" + CatalogRows.difference(current, initial) + "DELETE FROM mz_store.hydration;COMMIT");
            hydration.clear();
            current = initial;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses with 40001 when the catalog is no longer {@code base}. */
    public void requireUnchangedSince(Catalog base) {
        if (current != base) {
            throw SqlException.of("40001", "another session modified the catalog while this DDL transaction was open")
                    .hint("Currently, DDL transactions fail when any other DDL happens concurrently, even on unrelated"
                            + " schemas/clusters.");
        }
    }
}

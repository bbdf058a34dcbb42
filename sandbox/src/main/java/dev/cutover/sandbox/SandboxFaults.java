package dev.cutover.sandbox;

import dev.cutover.sandbox.readiness.Faults.CutMoment;
import dev.cutover.sandbox.session.FaultRegistry;
import dev.cutover.sandbox.session.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What can go wrong on demand. Every method has a twin in SQL: {@code SELECT sandbox.hydrate_after('totals', 5000)}. Names are
 * those of objects, clusters or (for hydration) sizes, without schema; {@code *} is every object, but not every cluster. All hold until {@link #reset()}.
 */
public final class SandboxFaults {
    private final World world;

    SandboxFaults(World world) {
        this.world = world;
    }

    /** Objects of that name (or on the cluster of that name, or on replicas of that size) hydrate so many milliseconds after creation, or from now. */
    public void hydrateAfter(String name, long millis) {
        apply("hydrate_after", name, String.valueOf(millis));
    }

    /** Objects of that name, or on the cluster of that name, or on replicas of that size, never hydrate. */
    public void neverHydrate(String name) {
        apply("never_hydrate", name);
    }

    /** The write frontier of existing objects of that name is so many milliseconds behind. */
    public void lag(String name, long millis) {
        apply("lag", name, String.valueOf(millis));
    }

    /** Existing objects of that name have no row in mz_hydration_statuses. */
    public void missingHydrationRow(String name) {
        apply("missing_hydration_row", name);
    }

    /** Existing objects of that name have only a row without replica in mz_hydration_statuses. */
    public void nullReplicaRow(String name) {
        apply("null_replica_row", name);
    }

    /** The replicas of a cluster go down out of memory every few seconds; nothing on them is hydrated. */
    public void replicaCrashLooping(String cluster) {
        apply("replica_crash_looping", cluster);
    }

    /** The replicas of a cluster are offline; nothing on them is hydrated. */
    public void replicaOffline(String cluster) {
        apply("replica_offline", cluster);
    }

    /** The next COMMIT of a DDL block cuts its connection instead of answering; committed or not, as asked. */
    public void loseCommitReply(boolean committed) {
        apply("lose_commit_reply", String.valueOf(committed));
    }

    /** The n-th statement from now cuts the connection that sends it. */
    public void cutConnectionAt(int statement) {
        apply("cut_connection_at", String.valueOf(statement));
    }

    /**
     * Cuts the connection that sends the n-th statement from now.
     *
     * @param moment before it runs, during it (it runs, the client hears nothing) or after its answer
     */
    public void cutConnection(CutMoment moment, int statement) {
        apply("cut_connection", moment.name(), String.valueOf(statement));
    }

    /**
     * Restarts the server: all connections end, and for so many milliseconds new ones are refused. Catalog, ids and data stay;
     * sessions and what belongs to them are gone, and everything hydrates again.
     */
    public void restart(long downMillis) {
        apply("restart", String.valueOf(downMillis));
    }

    /** Every statement takes so many milliseconds longer; 0 for none. */
    public void latency(long millis) {
        apply("latency", String.valueOf(millis));
    }

    /**
     * Statements that contain a text wait, from the n-th from now on; after {@link #reset()} they run, whether or not their client is
     * still there.
     */
    public void hold(String text, int statement) {
        apply("hold", text, String.valueOf(statement));
    }

    /** Somebody else changes the catalog every so many milliseconds; 0 for nobody. */
    public void foreignDdlEvery(long millis) {
        apply("foreign_ddl_every", String.valueOf(millis));
    }

    /** No more faults; what would never have been hydrated gets a new time. */
    public void reset() {
        apply("reset");
    }

    private void apply(String fault, String... arguments) {
        try {
            FaultRegistry.apply(world, fault, List.of(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox could not do " + fault, e);
        }
    }
}

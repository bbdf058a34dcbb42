package dev.cutover.workflows.readiness;

import java.time.Instant;
import java.util.List;

/**
 * The verdict on green at one moment.
 *
 * @param verdict READY only when nothing expected is missing, unknown, unhydrated or late (P3)
 * @param clusters one line per green cluster
 * @param blockers what is not ready and why, at most 20 of them
 * @param blocked how many objects are not ready in all
 * @param readAt time of the database at the reading
 */
public record Readiness(
        Verdict verdict, List<ClusterReadiness> clusters, List<Blocker> blockers, int blocked, Instant readAt) {
    /** The answer to "may green be swapped in now". */
    public enum Verdict {
        /** Every expected object was hydrated and within the lag threshold, in three readings in a row. */
        READY,
        /** Something is not there yet; waiting can help. */
        NOT_READY,
        /** A replica is crash-looping or a cluster or object is gone: waiting alone will not help. */
        FAILING
    }

    /** Why one object is not ready. */
    public enum Reason {
        OBJECT_MISSING,
        CLUSTER_MISSING,
        NO_REPLICA,
        REPLICA_OFFLINE,
        REPLICA_CRASH_LOOPING,
        NO_HYDRATION_STATUS,
        NOT_HYDRATED,
        NO_FRONTIER,
        LAGGING,
        SOURCE_NOT_RUNNING,
        NOT_YET_HELD
    }

    /**
     * One thing that is not ready.
     *
     * @param object full green name, or {@code cluster <name>}
     * @param reason the class of the cause
     * @param detail the cause in words, with numbers
     */
    public record Blocker(String object, Reason reason, String detail) {}

    /**
     * One cluster's progress.
     *
     * @param cluster production name
     * @param hydrated how many expected objects are hydrated on every replica
     * @param expected how many objects the catalog makes us expect on it
     * @param lagMillis largest known lag; null while no object has one
     * @param waitingFor the first thing it waits for; null when it is ready
     */
    public record ClusterReadiness(String cluster, int hydrated, int expected, Long lagMillis, String waitingFor) {}

    /** Whether green may be shown to an approver. */
    public boolean ready() {
        return verdict == Verdict.READY;
    }
}

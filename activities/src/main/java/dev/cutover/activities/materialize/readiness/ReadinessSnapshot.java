package dev.cutover.activities.materialize.readiness;

import dev.cutover.workflows.catalog.ObjectKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server said about the expected objects at one logical time. Ids are catalog ids; what is not in a map or list was
 * not reported.
 *
 * @param readAt wall-clock time of the database
 * @param now logical time of the reading, in milliseconds
 * @param tables most advanced write frontier of any plain table in the same reading; null when none was reported
 * @param objects expected objects that exist, with the id of their cluster now, or {@code ""} for none
 * @param clusters names of the expected clusters that exist
 * @param replicas replicas of those clusters
 * @param hydration hydration rows of expected objects
 * @param frontiers frontiers of expected objects, and of the inputs of those whose frontier is closed
 * @param inputs direct inputs of expected objects whose frontier is closed, and of those inputs that have no frontier
 * @param sources expected sources, and tables that a source fills
 */
public record ReadinessSnapshot(
        Instant readAt,
        long now,
        Long tables,
        Map<String, String> objects,
        Map<String, String> clusters,
        List<Replica> replicas,
        List<HydrationRow> hydration,
        Map<String, Frontier> frontiers,
        Map<String, Set<Input>> inputs,
        Map<String, Source> sources) {
    /**
     * One replica.
     *
     * @param online whether every process of it is reported online; null when nothing is reported
     * @param reason why it is offline, in the server's words; null when it gives none
     * @param offlineEvents how often one of its processes went offline in the last {@link ReadinessReader#LOOP_WINDOW}
     */
    public record Replica(String id, String clusterId, String name, Boolean online, String reason, int offlineEvents) {}

    /** One hydration row; a null replica means that no replica has reported the object (FINDINGS 26). */
    public record HydrationRow(String objectId, String replicaId, boolean hydrated) {}

    /** A reported write frontier in milliseconds; null means closed: nothing will ever be written again (FINDINGS 27). */
    public record Frontier(Long write) {}

    /** Something that an object reads; the kind is null for one that this version does not know. */
    public record Input(String id, ObjectKind kind) {}

    /**
     * A source, or a table that one fills.
     *
     * @param type as {@code mz_sources} spells it; {@code table} for a table
     * @param status as {@code mz_source_statuses} spells it; null when nothing is reported
     * @param error the server's words when it is not running; may be null
     * @param hasTables whether its data live in tables, which are judged in its place
     */
    public record Source(String type, String status, String error, boolean hasTables) {}
}

package dev.cutover.workflows.readiness;

import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import java.time.Instant;
import java.util.Objects;

/**
 * How far green was at one moment, over all its clusters.
 *
 * @param at time of the database at the reading
 * @param hydrated how many expected objects were hydrated
 * @param expected how many objects were expected
 * @param lagMillis largest known lag; null while no object had one
 */
public record Moment(Instant at, int hydrated, int expected, Long lagMillis) {
    /** The moment of a reading. */
    public static Moment of(Readiness readiness) {
        return new Moment(
                readiness.readAt(),
                readiness.clusters().stream()
                        .mapToInt(ClusterReadiness::hydrated)
                        .sum(),
                readiness.clusters().stream()
                        .mapToInt(ClusterReadiness::expected)
                        .sum(),
                readiness.clusters().stream()
                        .map(ClusterReadiness::lagMillis)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null));
    }
}

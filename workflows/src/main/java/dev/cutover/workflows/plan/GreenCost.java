package dev.cutover.workflows.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What green's clusters cost, beside production's, for as long as both are there. Materialize bills by replicas.
 *
 * @param clusters each cluster of green
 * @param creditsPerHour credits an hour of all of them; null when those of one are not known
 * @param waitsAtMost how long green waits at most once it is ready: for the approval, then for the end of the hold
 * @param creditsAtMost credits for that time; null when they are not known. What green costs until it is ready comes on top
 */
public record GreenCost(
        List<ClusterCost> clusters, BigDecimal creditsPerHour, Duration waitsAtMost, BigDecimal creditsAtMost) {
    /** Nothing is known. */
    public static final GreenCost UNKNOWN = new GreenCost(List.of(), null, null, null);

    /**
     * One cluster of green.
     *
     * @param cluster production name
     * @param sizes size of each replica; empty when they are not known
     * @param creditsPerHour credits an hour of its replicas; null when the catalog does not say
     */
    public record ClusterCost(String cluster, List<String> sizes, BigDecimal creditsPerHour) {}
}

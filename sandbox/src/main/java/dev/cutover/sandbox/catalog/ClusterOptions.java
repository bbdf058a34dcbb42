package dev.cutover.sandbox.catalog;

/**
 * The options of a managed cluster; {@code introspectionInterval} is an interval's text, or null when switched off.
 * {@code hydrationEstimate} is an interval's text on a cluster that is scheduled ON REFRESH, and null on all others.
 * {@code autoScaling} is null without a strategy.
 */
public record ClusterOptions(
        String size,
        int replicationFactor,
        boolean introspectionDebugging,
        String introspectionInterval,
        String hydrationEstimate,
        AutoScaling autoScaling) {
    /** The interval that a cluster has by default. */
    public static final String DEFAULT_INTERVAL = "00:00:01";

    /** AUTO SCALING STRATEGY: the size while objects hydrate; {@code lingerDuration} is an interval's text, or null. */
    public record AutoScaling(String hydrationSize, String lingerDuration) {
        private String sql() {
            String linger = lingerDuration == null ? "" : ", LINGER DURATION = '" + lingerDuration + "'";
            return "(ON HYDRATION (HYDRATION SIZE = '" + hydrationSize + "'" + linger + "))";
        }
    }

    /** A cluster of this size with nothing else said. */
    public static ClusterOptions of(String size, int replicationFactor) {
        return new ClusterOptions(size, replicationFactor, false, DEFAULT_INTERVAL, null, null);
    }

    /** The same with so many replicas. */
    public ClusterOptions replicated(int factor) {
        return new ClusterOptions(
                size, factor, introspectionDebugging, introspectionInterval, hydrationEstimate, autoScaling);
    }

    /** The same with other introspection. */
    public ClusterOptions introspected(boolean debugging, String interval) {
        return new ClusterOptions(size, replicationFactor, debugging, interval, hydrationEstimate, autoScaling);
    }

    /** The same with another schedule; null for MANUAL. */
    public ClusterOptions scheduled(String estimate) {
        return new ClusterOptions(
                size, replicationFactor, introspectionDebugging, introspectionInterval, estimate, autoScaling);
    }

    /** The same with another strategy, or with none when it is null. */
    public ClusterOptions scaled(AutoScaling strategy) {
        return new ClusterOptions(
                size, replicationFactor, introspectionDebugging, introspectionInterval, hydrationEstimate, strategy);
    }

    /** The parenthesised list that SHOW CREATE CLUSTER prints, ready for replay (FINDINGS 18). */
    public String sql() {
        String interval = introspectionInterval == null ? "NULL" : "INTERVAL '" + introspectionInterval + "'";
        String factor = hydrationEstimate == null ? ", REPLICATION FACTOR = " + replicationFactor : "";
        String schedule = hydrationEstimate == null
                ? "MANUAL"
                : "ON REFRESH (HYDRATION TIME ESTIMATE = '" + hydrationEstimate + "')";
        String scaling = autoScaling == null ? "" : ", AUTO SCALING STRATEGY = " + autoScaling.sql();
        return "(INTROSPECTION DEBUGGING = " + introspectionDebugging + ", INTROSPECTION INTERVAL = " + interval
                + ", MANAGED = true" + factor + ", SIZE = '" + size + "', SCHEDULE = " + schedule + scaling + ")";
    }
}

package dev.cutover.sandbox.catalog;

/** The options of a managed cluster; {@code introspectionInterval} is an interval's text, or null when switched off. */
public record ClusterOptions(
        String size, int replicationFactor, boolean introspectionDebugging, String introspectionInterval) {
    /** The interval that a cluster has by default. */
    public static final String DEFAULT_INTERVAL = "00:00:01";

    /** The parenthesised list that SHOW CREATE CLUSTER prints, ready for replay (FINDINGS 18). */
    public String sql() {
        String interval = introspectionInterval == null ? "NULL" : "INTERVAL '" + introspectionInterval + "'";
        return "(INTROSPECTION DEBUGGING = " + introspectionDebugging + ", INTROSPECTION INTERVAL = " + interval
                + ", MANAGED = true, REPLICATION FACTOR = " + replicationFactor + ", SIZE = '" + size
                + "', SCHEDULE = MANUAL)";
    }
}

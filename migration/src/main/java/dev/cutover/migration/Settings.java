package dev.cutover.migration;

/**
 * What is configured for a model outside of its file. What its own {@code config()} says counts more.
 *
 * @param materialized the materialization; null when nothing says one
 * @param cluster the cluster; null when nothing says one
 * @param clusterPlace where the cluster is configured, for people; null with no cluster
 */
public record Settings(String materialized, String cluster, String clusterPlace) {
    /** Nothing is configured. */
    public static final Settings NONE = new Settings(null, null, null);
}

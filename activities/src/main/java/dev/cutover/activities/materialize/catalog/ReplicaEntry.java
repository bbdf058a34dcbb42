package dev.cutover.activities.materialize.catalog;

/**
 * A replica of a cluster.
 *
 * @param clusterId the cluster
 * @param name its name
 * @param size its size; null when it runs where the server does not control it
 * @param availabilityZone where it runs; null when the server chooses
 */
public record ReplicaEntry(String clusterId, String name, String size, String availabilityZone) {}

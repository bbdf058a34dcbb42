package dev.cutover.workflows.plan;

import java.util.List;

/**
 * One cluster of the deployment.
 *
 * @param name production name
 * @param change what the swap does with it
 * @param blueId catalog id of the production cluster at planning; null when {@code change} is NEW
 * @param green name of the clone; null when {@code change} is REMOVE
 * @param retired name that old production gets in the swap; null when {@code change} is NEW
 * @param createdFrom the statements that make the clone, under the green name: the project's own definition, or blue's
 *     replayed (an unmanaged cluster's with all its replicas in the one CREATE CLUSTER, so that it cannot stay half
 *     made); empty when {@code change} is REMOVE
 */
public record PlannedCluster(
        String name, Change change, String blueId, String green, String retired, List<String> createdFrom) {}

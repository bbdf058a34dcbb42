package dev.cutover.activities.deploy;

import java.util.List;

/**
 * How far dbt is; what its heartbeats carry. A {@link DeployProgress} with one field more.
 *
 * @param done models and seeds that are built, also those of former attempts
 * @param total models and seeds in all
 * @param running what is being built now
 * @param finished dbt's ids of those that are built and of which only dbt can say so
 */
public record DbtProgress(int done, int total, List<String> running, List<String> finished) {
    public DbtProgress {
        running = List.copyOf(running);
        finished = finished == null ? List.of() : List.copyOf(finished);
    }
}

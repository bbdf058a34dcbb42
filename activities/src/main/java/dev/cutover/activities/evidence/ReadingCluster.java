package dev.cutover.activities.evidence;

import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import java.util.Objects;
import java.util.Optional;

/** Where evidence is read: never on blue's clusters (P1), nor on one that others use. */
final class ReadingCluster {
    private ReadingCluster() {}

    /** The first cluster of green; empty when the deployment has none of its own. */
    static Optional<String> of(Plan plan) {
        return plan.clusters().stream()
                .map(PlannedCluster::green)
                .filter(Objects::nonNull)
                .findFirst();
    }
}

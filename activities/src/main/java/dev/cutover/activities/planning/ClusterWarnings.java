package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.PlannedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a deployment costs in clusters, and which it leaves idle. */
final class ClusterWarnings {
    private final Production production;
    private final List<PlannedCluster> clusters;

    ClusterWarnings(Production production, List<PlannedCluster> clusters) {
        this.production = production;
        this.clusters = clusters;
    }

    List<String> all(Production.Blue blue) {
        List<String> warnings = new ArrayList<>();
        List<String> twice = clusters.stream()
                .filter(cluster -> cluster.change() == Change.REPLACE)
                .map(PlannedCluster::name)
                .toList();
        if (!twice.isEmpty()) {
            warnings.add((twice.size() == 1 ? "Cluster " : "Clusters ") + String.join(", ", twice)
                    + (twice.size() == 1 ? " exists" : " exist")
                    + " twice, at twice the cost, from the start of the deployment until the end of the hold.");
        }
        for (String idle : leftIdle(blue)) {
            warnings.add("Objects of the deployed schemas run on cluster " + idle
                    + " today and on others after the swap. It stays as it is; name \"cluster " + idle
                    + "\" in removes to let it go.");
        }
        return warnings;
    }

    private Set<String> leftIdle(Production.Blue blue) {
        Set<String> deployed = clusters.stream().map(PlannedCluster::blueId).collect(Collectors.toSet());
        Set<String> used = blue.objects().stream()
                .map(object -> object.object().clusterId())
                .filter(id -> id != null && !deployed.contains(id))
                .collect(Collectors.toSet());
        return production.clusters().values().stream()
                .filter(cluster -> used.contains(cluster.id()))
                .map(ClusterEntry::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

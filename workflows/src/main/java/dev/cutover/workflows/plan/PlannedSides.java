package dev.cutover.workflows.plan;

import java.util.List;
import java.util.stream.Stream;

/** Names in words what a plan replaces, brings or removes. */
public final class PlannedSides {
    private PlannedSides() {}

    /** Schemas, then clusters: {@code schema materialize.shop}, {@code cluster compute}. */
    public static List<String> of(List<PlannedSchema> schemas, List<PlannedCluster> clusters) {
        return Stream.concat(
                        schemas.stream().map(schema -> "schema " + schema.name()),
                        clusters.stream().map(cluster -> "cluster " + cluster.name()))
                .toList();
    }
}

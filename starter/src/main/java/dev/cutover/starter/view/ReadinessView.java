package dev.cutover.starter.view;

import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Readiness in words: per cluster hydrated n of m, lag, what it waits for. */
public final class ReadinessView {
    private ReadinessView() {}

    /** One line per cluster, aligned. */
    public static List<String> lines(Readiness readiness) {
        int width = readiness.clusters().stream()
                .mapToInt(cluster -> cluster.cluster().length())
                .max()
                .orElse(0);
        return readiness.clusters().stream()
                .map(cluster -> String.format(
                        "%-" + Math.max(1, width) + "s  hydrated %d of %d, lag %s%s",
                        cluster.cluster(),
                        cluster.hydrated(),
                        cluster.expected(),
                        lag(cluster),
                        cluster.waitingFor() == null ? ", ready" : ", waits for " + cluster.waitingFor()))
                .toList();
    }

    /** What makes two readings look the same: everything but the lag, which changes with each. */
    static String shape(Readiness readiness) {
        return readiness.clusters().stream()
                .map(cluster -> cluster.cluster() + cluster.hydrated() + "/" + cluster.expected())
                .collect(Collectors.joining(","));
    }

    private static String lag(ClusterReadiness cluster) {
        return cluster.lagMillis() == null
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f s", cluster.lagMillis() / 1000.0);
    }
}

package dev.cutover.sandbox.statement.cluster;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.ClusterOptions;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What ALTER CLUSTER allows on clusters whose replicas somebody made by hand, and how they come to be managed. */
final class Conversion {
    /** Options that only managed clusters have, with the name that a RESET is refused with. */
    private static final Map<String, String> MANAGED_ONLY = Map.of(
            "AVAILABILITY ZONES", "AVAILABILITY ZONES",
            "REPLICATION FACTOR", "REPLICATION FACTOR",
            "INTROSPECTION DEBUGGING", "INTROSPECTION DEGUBBING",
            "INTROSPECTION INTERVAL", "INTROSPECTION INTERVAL",
            "SIZE", "SIZE");

    private Conversion() {}

    /** Refuses options that an unmanaged cluster does not have. */
    static void requireUnmanagedOptions(ClusterOptionList options) {
        for (String option : options.names()) {
            if (MANAGED_ONLY.containsKey(option)) {
                throw SqlException.internal(option + " not supported for unmanaged clusters");
            }
        }
    }

    /** Refuses to reset what an unmanaged cluster does not have. */
    static void requireUnmanagedReset(List<String> options) {
        for (String option : options) {
            if (MANAGED_ONLY.containsKey(option)) {
                throw SqlException.internal("Cannot change " + MANAGED_ONLY.get(option) + " of unmanaged clusters");
            }
        }
    }

    /** An unmanaged cluster with the options that its replicas have in common; they must be named r1, r2 and so on. */
    static Cluster managed(ChangeContext context, Cluster cluster, List<Replica> replicas, ClusterOptionList options)
            throws IOException {
        List<String> sizes =
                replicas.stream().map(Replica::size).distinct().sorted().toList();
        if (sizes.isEmpty() && !options.has("SIZE")) {
            throw SqlException.internal("Missing SIZE for empty cluster");
        }
        if (sizes.size() > 1) {
            throw notConvertible("non-unique replica sizes: " + String.join(", ", sizes));
        }
        List<String> strange = replicas.stream()
                .map(Replica::name)
                .filter(name -> !isNumbered(name, replicas.size()))
                .sorted()
                .toList();
        if (!strange.isEmpty()) {
            throw notConvertible("invalid replica names: " + String.join(", ", strange));
        }
        String size = sizes.isEmpty() ? options.sizeOnly() : sizes.get(0);
        ClusterOptions result = options.over(ClusterOptions.of(size, replicas.size()), context);
        if (!result.size().equals(size)) {
            throw SqlException.internal(
                    "Cluster replicas of size " + size + " do not match expected SIZE " + result.size());
        }
        if (result.replicationFactor() != replicas.size()) {
            throw SqlException.internal("REPLICATION FACTOR " + result.replicationFactor()
                    + " does not match number of replicas (" + replicas.size() + ")");
        }
        return cluster.with(result);
    }

    private static SqlException notConvertible(String why) {
        return SqlException.internal("Cannot convert unmanaged cluster to managed, " + why);
    }

    private static boolean isNumbered(String name, int count) {
        return name.matches("r[1-9]\\d?") && Integer.parseInt(name.substring(1)) <= count;
    }
}

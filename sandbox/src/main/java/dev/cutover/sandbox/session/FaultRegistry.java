package dev.cutover.sandbox.session;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.readiness.Faults.CommitFault;
import dev.cutover.sandbox.readiness.Faults.CutMoment;
import dev.cutover.sandbox.readiness.HydrationPace;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The faults that can be asked for, by the names under which SQL and Java know them. */
public final class FaultRegistry {
    private static final Map<String, Integer> ARGUMENTS = Map.ofEntries(
            Map.entry("hydrate_after", 2),
            Map.entry("never_hydrate", 1),
            Map.entry("lag", 2),
            Map.entry("missing_hydration_row", 1),
            Map.entry("null_replica_row", 1),
            Map.entry("replica_crash_looping", 1),
            Map.entry("replica_offline", 1),
            Map.entry("lose_commit_reply", 1),
            Map.entry("cut_connection_at", 1),
            Map.entry("cut_connection", 2),
            Map.entry("restart", 1),
            Map.entry("latency", 1),
            Map.entry("hold", 2),
            Map.entry("foreign_ddl_every", 1),
            Map.entry("reset", 0));

    private FaultRegistry() {}

    /** Refuses what is not a fault, or has the wrong number of arguments. */
    public static void requireKnown(String fault, List<String> arguments) {
        Integer expected = ARGUMENTS.get(fault);
        if (expected == null || expected != arguments.size()) {
            throw SqlException.internal(
                            "function sandbox." + fault + " with " + arguments.size() + " arguments does not exist")
                    .hint("The sandbox knows "
                            + String.join(
                                    ", ", ARGUMENTS.keySet().stream().sorted().toList()) + ".");
        }
    }

    /** Makes a fault happen from now on; answers what was done. */
    public static String apply(World world, String fault, List<String> arguments) throws IOException {
        requireKnown(fault, arguments);
        String first = arguments.isEmpty() ? null : arguments.get(0);
        switch (fault) {
            case "hydrate_after" -> hydrate(world, first, number(arguments.get(1)));
            case "never_hydrate" -> hydrate(world, first, HydrationPace.NEVER);
            case "lag" -> object(world, first, "lag_ms", String.valueOf(number(arguments.get(1))));
            case "missing_hydration_row" -> object(world, first, "missing_row", "true");
            case "null_replica_row" -> object(world, first, "null_row", "true");
            case "replica_crash_looping" -> replicas(world, first, "crash-looping");
            case "replica_offline" -> replicas(world, first, "offline");
            case "lose_commit_reply" ->
                world.faults()
                        .nextCommit(first.equalsIgnoreCase("true") ? CommitFault.LOST_AFTER : CommitFault.LOST_BEFORE);
            case "cut_connection_at" -> world.faults().cut(CutMoment.BEFORE, (int) number(first));
            case "cut_connection" -> world.faults().cut(moment(first), (int) number(arguments.get(1)));
            case "restart" -> world.faults().restart(number(first));
            case "latency" -> world.faults().latency(number(first));
            case "hold" -> world.faults().hold(first, (int) number(arguments.get(1)));
            case "foreign_ddl_every" -> world.foreignChanges().every(number(first));
            case "reset" -> reset(world);
            default -> throw new IllegalStateException(fault);
        }
        return "ok";
    }

    private static CutMoment moment(String text) {
        try {
            return CutMoment.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw SqlException.internal("before, during or after is expected, not \"" + text + "\"");
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw SqlException.internal("a number of milliseconds is expected, not \"" + text + "\"");
        }
    }

    private static void run(World world, String sql) throws IOException {
        if (!sql.isEmpty()) {
            try (Backend backend = world.connect()) {
                backend.run(sql);
            }
        }
    }

    private static void hydrate(World world, String name, long millis) throws IOException {
        world.store().lock();
        try {
            world.pace().set(name, millis);
            run(world, world.hydration().reschedule(world.store().current(), name));
        } finally {
            world.store().unlock();
        }
    }

    /** Everything has its data anew, as after a restart. */
    public static void rehydrate(World world) throws IOException {
        world.store().lock();
        try {
            run(world, world.hydration().reschedule(world.store().current(), "*"));
        } finally {
            world.store().unlock();
        }
    }

    private static void object(World world, String name, String column, String value) throws IOException {
        List<String> ids = world.store().current().items().values().stream()
                .filter(item -> item.name().equals(name) || item.id().equals(name) || name.equals("*"))
                .map(item -> literal(item.id()))
                .toList();
        if (ids.isEmpty()) {
            throw SqlException.internal("there is no object named '" + name + "' that this fault could happen to");
        }
        StringBuilder sql = new StringBuilder();
        for (String id : ids) {
            sql.append("INSERT INTO mz_store.object_faults (object_id, ")
                    .append(column)
                    .append(") VALUES (");
            sql.append(id).append(", ").append(value).append(") ON CONFLICT (object_id) DO UPDATE SET ");
            sql.append(column).append(" = excluded.").append(column).append(";\n");
        }
        run(world, sql.toString());
    }

    private static void replicas(World world, String clusterName, String mode) throws IOException {
        Catalog catalog = world.store().current();
        Cluster cluster = catalog.clusters().values().stream()
                .filter(candidate -> candidate.name().equals(clusterName))
                .findFirst()
                .orElseThrow(() -> SqlException.internal("unknown cluster '" + clusterName + "'"));
        StringBuilder sql = new StringBuilder();
        for (Replica replica : catalog.replicasOf(cluster.id()).toList()) {
            world.hydration().brokenReplicas().add(replica.id());
            sql.append("INSERT INTO mz_store.replica_faults (replica_id, mode) VALUES (")
                    .append(literal(replica.id()));
            sql.append(", ")
                    .append(literal(mode))
                    .append(") ON CONFLICT (replica_id) DO UPDATE SET mode = excluded.mode;\n");
        }
        run(world, sql.toString());
    }

    private static void reset(World world) throws IOException {
        world.faults().clear();
        world.foreignChanges().every(0);
        world.hydration().brokenReplicas().clear();
        world.store().lock();
        try {
            world.pace().clear();
            run(
                    world,
                    "DELETE FROM mz_store.object_faults; DELETE FROM mz_store.replica_faults;"
                            + world.hydration().rescheduleStuck(world.store().current()));
        } finally {
            world.store().unlock();
        }
    }
}

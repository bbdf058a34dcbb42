package dev.cutover.sandbox.statement.cluster;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.ClusterOptions;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.statement.NewObjects;
import dev.cutover.sandbox.statement.Ownership;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE, DROP and ALTER of clusters and their replicas. */
public final class ClusterStatements {
    private ClusterStatements() {}

    /** CREATE CLUSTER. */
    public static Statement create(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create cluster");
        boolean ifNotExists = reader.accept("if not exists");
        String name = reader.identifier();
        boolean parenthesised = reader.acceptSymbol("(");
        ClusterOptionList options = ClusterOptionList.read(reader);
        if (parenthesised) {
            reader.expectSymbol(")");
        }
        return new Change(Rule.SINGLE, "CREATE CLUSTER", display, context -> {
            AccessRules.requireSystem(context.session(), Privilege.CREATECLUSTER);
            requireFreeName(name);
            if (context.names().findCluster(name).isPresent()) {
                if (!ifNotExists) {
                    throw SqlException.internal("cluster '" + name + "' already exists");
                }
                context.notice(Notice.notice("42710", "cluster \"" + name + "\" already exists, skipping"));
                return;
            }
            String id = context.draft().ids().next(Kind.CLUSTER);
            Acl acl = NewObjects.acl(context, Kind.CLUSTER, null, null);
            ClusterOptions managed = options.managed() ? options.over(null, context) : null;
            if (managed == null) {
                Conversion.requireUnmanagedOptions(options);
            } else if (options.has("REPLICAS")) {
                throw SqlException.internal("REPLICAS not supported for managed clusters");
            }
            Cluster cluster = new Cluster(id, name, context.roleId(), acl, managed);
            context.draft().put(cluster);
            if (managed != null) {
                adjustReplicas(context, cluster);
            } else {
                options.replicas().forEach((replica, size) -> addReplica(context, cluster, replica, size));
            }
        });
    }

    private static void requireFreeName(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw SqlException.internal("unacceptable cluster name '" + name + "'")
                    .detail("The prefixes \"mz_\" and \"pg_\" are reserved for system clusters.");
        }
    }

    private static void addReplica(ChangeContext context, Cluster cluster, String name, String size) {
        context.draft()
                .put(new Replica(context.draft().ids().next(Kind.REPLICA), name, cluster.id(), size, cluster.owner()));
    }

    /** Makes a managed cluster's replicas fit its options: r1, r2 and so on. */
    private static void adjustReplicas(ChangeContext context, Cluster cluster) {
        List<Replica> present = context.catalog().replicasOf(cluster.id()).toList();
        int wanted = cluster.options().replicationFactor();
        for (int i = 0; i < Math.max(wanted, present.size()); i++) {
            if (i >= wanted) {
                context.draft().remove(present.get(i));
            } else if (i >= present.size()) {
                addReplica(context, cluster, "r" + (i + 1), cluster.options().size());
            } else if (!present.get(i).size().equals(cluster.options().size())) {
                context.draft().put(present.get(i).sized(cluster.options().size()));
            }
        }
    }

    /** DROP CLUSTER. */
    public static Statement drop(TokenReader reader) {
        reader.expect("drop cluster");
        boolean ifExists = reader.accept("if exists");
        List<String> clusters = new ArrayList<>();
        do {
            clusters.add(reader.identifier());
        } while (reader.acceptSymbol(","));
        boolean cascade = reader.accept("cascade");
        if (!cascade) {
            reader.accept("restrict");
        }
        String display = "DROP CLUSTER " + Identifiers.quote(clusters.get(0));
        return new Change(Rule.SINGLE, "DROP CLUSTER", display, context -> {
            List<Cluster> targets = new ArrayList<>();
            for (String name : clusters) {
                Optional<Cluster> found = context.names().findCluster(name);
                if (found.isEmpty()) {
                    if (!ifExists) {
                        throw SqlException.internal("unknown cluster '" + name + "'");
                    }
                    context.notice(Notice.missing("CLUSTER", name));
                    continue;
                }
                requireUserCluster(context, found.get());
                boolean used = context.catalog().items().values().stream()
                        .anyMatch(item -> found.get().id().equals(item.clusterId()));
                if (used && !cascade) {
                    throw SqlException.internal(
                                    "cannot drop cluster \"" + name + "\" because other objects depend on it")
                            .hint("Use DROP ... CASCADE to drop the dependent objects too.");
                }
                targets.add(found.get());
            }
            AccessRules.requireOwner(context.session(), targets.toArray(Entity[]::new));
            new Drops(context).cascade(targets);
        });
    }

    private static void requireUserCluster(ChangeContext context, Cluster cluster) {
        if (cluster.id().startsWith("s")) {
            AccessRules.requireOwner(context.session(), cluster);
            throw SqlException.internal("system cluster '" + cluster.name() + "' cannot be modified");
        }
    }

    /** ALTER CLUSTER ... RENAME TO, SWAP WITH, OWNER TO, SET or RESET. */
    public static Statement alter(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("alter cluster");
        boolean ifExists = reader.accept("if exists");
        String name = reader.identifier();
        if (reader.accept("rename to")) {
            String newName = reader.identifier();
            return change(Rule.NAMES, display, name, ifExists, (context, cluster) -> rename(context, cluster, newName));
        }
        if (reader.accept("swap with")) {
            String other = reader.identifier();
            return change(Rule.NAMES, display, name, ifExists, (context, cluster) -> swap(context, cluster, other));
        }
        if (reader.accept("owner to")) {
            String owner = reader.identifier();
            return change(
                    Rule.SINGLE,
                    display,
                    name,
                    ifExists,
                    (context, cluster) -> Ownership.change(context, cluster, owner));
        }
        if (reader.accept("set")) {
            return set(reader, display, name, ifExists);
        }
        if (reader.accept("reset")) {
            reader.expectSymbol("(");
            List<String> options = ClusterOptionList.names(reader);
            reader.expectSymbol(")");
            return change(
                    Rule.OUTSIDE, display, name, ifExists, (context, cluster) -> reset(context, cluster, options));
        }
        throw reader.expected("one of OWNER or RENAME or RESET or SET or SWAP");
    }

    private interface Step {
        void apply(ChangeContext context, Cluster cluster) throws IOException;
    }

    private static Statement change(Rule rule, String display, String name, boolean ifExists, Step step) {
        return new Change(rule, "ALTER CLUSTER", display, context -> {
            Optional<Cluster> found = context.names().findCluster(name);
            if (found.isEmpty() && ifExists) {
                context.notice(Notice.missing("CLUSTER", name));
                return;
            }
            Cluster cluster = context.names().cluster(name);
            requireUserCluster(context, cluster);
            step.apply(context, cluster);
        });
    }

    private static Statement set(TokenReader reader, String display, String name, boolean ifExists) {
        reader.expectSymbol("(");
        ClusterOptionList options = ClusterOptionList.read(reader);
        reader.expectSymbol(")");
        boolean graceful = reader.accept("with");
        if (graceful) {
            reader.rest();
        }
        return change(Rule.OUTSIDE, display, name, ifExists, (context, cluster) -> {
            AccessRules.requireOwner(context.session(), cluster);
            if (graceful) {
                throw ClusterOptionList.preview(
                        "Enable zero-downtime reconfiguration for alter cluster",
                        "enable_zero_downtime_cluster_reconfiguration");
            }
            if (options.has("MANAGED") && !options.managed()) {
                context.draft().put(cluster.with((ClusterOptions) null));
                return;
            }
            if (cluster.managed()) {
                apply(context, cluster.with(options.over(cluster.options(), context)));
            } else if (options.has("MANAGED")) {
                List<Replica> replicas =
                        context.catalog().replicasOf(cluster.id()).toList();
                apply(context, Conversion.managed(context, cluster, replicas, options));
            } else {
                Conversion.requireUnmanagedOptions(options);
            }
        });
    }

    private static void apply(ChangeContext context, Cluster cluster) {
        context.draft().put(cluster);
        adjustReplicas(context, cluster);
    }

    private static void reset(ChangeContext context, Cluster cluster, List<String> names) {
        AccessRules.requireOwner(context.session(), cluster);
        if (!cluster.managed()) {
            Conversion.requireUnmanagedReset(names);
            return;
        }
        ClusterOptions o = cluster.options();
        for (String option : names) {
            o = switch (option) {
                case "SIZE" -> throw SqlException.internal("SIZE has no default value");
                case "REPLICATION FACTOR" -> o.replicated(1);
                case "INTROSPECTION INTERVAL" ->
                    o.introspected(o.introspectionDebugging(), ClusterOptions.DEFAULT_INTERVAL);
                case "INTROSPECTION DEBUGGING" -> o.introspected(false, o.introspectionInterval());
                case "SCHEDULE" -> o.scheduled(null);
                case "AUTO SCALING STRATEGY" -> o.scaled(null);
                default -> o;
            };
        }
        apply(context, cluster.with(o));
    }

    private static void rename(ChangeContext context, Cluster cluster, String newName) {
        AccessRules.requireOwner(context.session(), cluster);
        requireFreeName(newName);
        boolean taken = context.names()
                .findCluster(newName)
                .filter(other -> !other.equals(cluster))
                .isPresent();
        if (taken) {
            // FINDINGS 15: the real message names nothing.
            throw SqlException.internal("uniqueness violation");
        }
        context.draft().put(cluster.named(newName));
    }

    private static void swap(ChangeContext context, Cluster cluster, String otherName) {
        Cluster other = context.names().cluster(otherName);
        requireUserCluster(context, other);
        AccessRules.requireOwner(context.session(), cluster, other);
        context.draft().put(cluster.named(other.name()));
        context.draft().put(other.named(cluster.name()));
    }

    /** CREATE CLUSTER REPLICA cluster.replica. */
    public static Statement createReplica(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create cluster replica");
        String clusterName = reader.identifier();
        reader.expectSymbol(".");
        String name = reader.identifier();
        boolean parenthesised = reader.acceptSymbol("(");
        ClusterOptionList options = ClusterOptionList.read(reader);
        if (parenthesised) {
            reader.expectSymbol(")");
        }
        return new Change(Rule.SINGLE, "CREATE CLUSTER REPLICA", display, context -> {
            Cluster cluster = context.names().cluster(clusterName);
            if (cluster.managed()) {
                throw SqlException.internal("cannot modify managed cluster " + clusterName);
            }
            AccessRules.requireOwner(context.session(), cluster);
            String size = options.sizeOnly();
            if (replica(context, cluster, name).isPresent()) {
                throw SqlException.internal(
                        "cannot create multiple replicas named '" + name + "' on cluster '" + clusterName + "'");
            }
            addReplica(context, cluster, name, size);
        });
    }

    private static Optional<Replica> replica(ChangeContext context, Cluster cluster, String name) {
        return context.catalog()
                .replicasOf(cluster.id())
                .filter(replica -> replica.name().equals(name))
                .findFirst();
    }

    private static SqlException unknownReplica(Cluster cluster, String name) {
        return SqlException.internal(
                "CLUSTER " + Identifiers.quote(cluster.name()) + " has no CLUSTER REPLICA named \"" + name + "\"");
    }

    /** DROP CLUSTER REPLICA cluster.replica. */
    public static Statement dropReplica(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("drop cluster replica");
        boolean ifExists = reader.accept("if exists");
        String clusterName = reader.identifier();
        reader.expectSymbol(".");
        String name = reader.identifier();
        return new Change(Rule.SINGLE, "DROP CLUSTER REPLICA", display, context -> {
            Optional<Cluster> home = context.names().findCluster(clusterName);
            if (home.isEmpty() && ifExists) {
                context.notice(Notice.missing("CLUSTER REPLICA", clusterName + "." + name));
                return;
            }
            Cluster cluster = context.names().cluster(clusterName);
            Optional<Replica> found = replica(context, cluster, name);
            if (found.isEmpty() && ifExists) {
                context.notice(Notice.missing("CLUSTER REPLICA", clusterName + "." + name));
                return;
            }
            if (found.isEmpty()) {
                throw unknownReplica(cluster, name);
            }
            if (cluster.managed()) {
                throw SqlException.internal("cannot drop replica of managed cluster");
            }
            AccessCheck.of(context.session())
                    .owner(found.get())
                    .container(context.catalog(), found.get(), Privilege.USAGE)
                    .require();
            context.draft().remove(found.get());
        });
    }

    /** ALTER CLUSTER REPLICA cluster.replica RENAME TO. */
    public static Statement alterReplica(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("alter cluster replica");
        String clusterName = reader.identifier();
        reader.expectSymbol(".");
        String name = reader.identifier();
        reader.expect("rename to");
        String newName = reader.identifier();
        return new Change(Rule.SINGLE, "ALTER CLUSTER REPLICA", display, context -> {
            Cluster cluster = context.names().cluster(clusterName);
            Replica replica = replica(context, cluster, name).orElseThrow(() -> unknownReplica(cluster, name));
            AccessRules.requireOwner(context.session(), replica);
            if (cluster.managed()) {
                throw SqlException.internal("cannot modify managed cluster " + clusterName);
            }
            if (replica(context, cluster, newName).isPresent()) {
                throw SqlException.internal("uniqueness violation");
            }
            context.draft().put(replica.named(newName));
        });
    }
}

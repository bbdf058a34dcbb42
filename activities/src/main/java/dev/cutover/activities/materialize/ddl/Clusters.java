package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ReplicaEntry;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements about clusters. */
public final class Clusters {
    /** The name as SHOW CREATE prints it: quoted, or plain when it needs no quotes. */
    private static final Pattern SHOWN = Pattern.compile("(?s)CREATE CLUSTER (\"(?:[^\"]|\"\")*\"|\\w+)(.*?);?\\s*");

    private static final Pattern NO_REPLICAS = Pattern.compile("REPLICATION FACTOR = 0\\b");

    private Clusters() {}

    /** The statement that makes another managed cluster with all options of this one (FINDINGS 18). */
    public static String replayed(Session session, String cluster, String newName) throws SQLException {
        String shown = session.query(
                        "SHOW CREATE CLUSTER " + Identifiers.quote(cluster), row -> row.getString("create_sql"))
                .get(0);
        Matcher matcher = SHOWN.matcher(shown);
        if (!matcher.matches()) {
            throw Failures.of(
                    FailureType.PLAN_REFUSED,
                    "SHOW CREATE CLUSTER of " + cluster + " answered with something else than a CREATE: " + shown + ".",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Upgrade the worker to a version that knows this server, then start again.");
        }
        return "CREATE CLUSTER " + Identifiers.quote(newName) + matcher.group(2);
    }

    /** A replayed statement with one replica where the original has none: without one, green would never hydrate. */
    public static String withOneReplica(String replayed) {
        return NO_REPLICAS.matcher(replayed).replaceFirst("REPLICATION FACTOR = 1");
    }

    /** The statement that makes an unmanaged cluster with these replicas. */
    public static String createUnmanaged(String name, List<ReplicaEntry> replicas) {
        return "CREATE CLUSTER " + Identifiers.quote(name) + " REPLICAS ("
                + replicas.stream().map(Clusters::replica).collect(Collectors.joining(", ")) + ")";
    }

    private static String replica(ReplicaEntry replica) {
        String zone = replica.availabilityZone() == null
                ? ""
                : ", AVAILABILITY ZONE " + Literals.quote(replica.availabilityZone());
        return Identifiers.quote(replica.name()) + " (SIZE " + Literals.quote(replica.size()) + zone + ")";
    }

    /** RENAME TO. */
    public static String rename(String cluster, String newName) {
        return "ALTER CLUSTER " + Identifiers.quote(cluster) + " RENAME TO " + Identifiers.quote(newName);
    }

    /** DROP CLUSTER without CASCADE: takes its replicas along, refused while anything lives on it (FINDINGS 19). */
    public static String drop(String cluster) {
        return "DROP CLUSTER " + Identifiers.quote(cluster);
    }
}

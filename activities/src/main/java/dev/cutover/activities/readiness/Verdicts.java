package dev.cutover.activities.readiness;

import dev.cutover.activities.materialize.readiness.ReadinessSnapshot;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Replica;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on one reading: READY only when nothing that the inventory makes us expect is missing, unknown, unhydrated or
 * late (P3). Pure: the same reading always gives the same verdict.
 */
public final class Verdicts {
    private static final int MOST_BLOCKERS = 20;

    /** One failure is a restart, as every deployment of a replica has; this many within the window are a loop. */
    private static final int LOOP_EVENTS = 3;

    private static final Set<Reason> HOPELESS =
            Set.of(Reason.OBJECT_MISSING, Reason.CLUSTER_MISSING, Reason.REPLICA_CRASH_LOOPING);

    private final Inventory inventory;
    private final Duration lagThreshold;

    /**
     * Verdicts on one green.
     *
     * @param lagThreshold largest lag of an object that is ready
     */
    public Verdicts(Inventory inventory, Duration lagThreshold) {
        this.inventory = inventory;
        this.lagThreshold = lagThreshold;
    }

    /** The verdict on one reading, whatever former ones said. */
    public Readiness on(ReadinessSnapshot reading) {
        ObjectVerdicts judge = new ObjectVerdicts(reading, lagThreshold);
        List<ObjectVerdict> objects =
                inventory.objects().stream().map(judge::on).toList();
        List<Blocker> blockers = new ArrayList<>();
        List<ClusterReadiness> clusters = new ArrayList<>();
        for (GreenCluster cluster : inventory.clusters()) {
            List<ObjectVerdict> onCluster = objects.stream()
                    .filter(object -> object.runsOn(cluster.id()))
                    .toList();
            Optional<Blocker> blocker = clusterBlocker(cluster, reading, onCluster);
            blocker.ifPresent(blockers::add);
            clusters.add(line(cluster, onCluster, blocker));
        }
        judge.staleReport().ifPresent(blockers::add);
        objects.stream().map(ObjectVerdict::blocker).filter(Objects::nonNull).forEach(blockers::add);
        return new Readiness(
                verdict(blockers),
                clusters,
                blockers.stream().limit(MOST_BLOCKERS).toList(),
                blockers.size(),
                reading.readAt());
    }

    /**
     * The verdict on one object.
     *
     * @param blocker why it is not ready; null when it is
     * @param lagMillis how far it is behind; null when that is unknown or it has no such thing
     */
    record ObjectVerdict(CatalogObject object, boolean hydrated, Long lagMillis, Blocker blocker) {
        boolean runsOn(String clusterId) {
            return clusterId.equals(object.clusterId());
        }
    }

    private static Verdict verdict(List<Blocker> blockers) {
        if (blockers.isEmpty()) {
            return Verdict.READY;
        }
        return blockers.stream().anyMatch(blocker -> HOPELESS.contains(blocker.reason()))
                ? Verdict.FAILING
                : Verdict.NOT_READY;
    }

    private static ClusterReadiness line(
            GreenCluster cluster, List<ObjectVerdict> objects, Optional<Blocker> clusterBlocker) {
        String waitingFor = clusterBlocker
                .map(Blocker::detail)
                .orElseGet(() -> objects.stream()
                        .map(ObjectVerdict::blocker)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(blocker -> blocker.object() + ": " + blocker.detail())
                        .orElse(null));
        return new ClusterReadiness(
                cluster.production(),
                Math.toIntExact(objects.stream().filter(ObjectVerdict::hydrated).count()),
                objects.size(),
                objects.stream()
                        .map(ObjectVerdict::lagMillis)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                waitingFor);
    }

    private static Optional<Blocker> clusterBlocker(
            GreenCluster cluster, ReadinessSnapshot reading, List<ObjectVerdict> onCluster) {
        String name = "cluster " + cluster.green();
        if (!reading.clusters().containsKey(cluster.id())) {
            return Optional.of(new Blocker(name, Reason.CLUSTER_MISSING, "the cluster was dropped"));
        }
        List<Replica> replicas = reading.replicas().stream()
                .filter(replica -> replica.clusterId().equals(cluster.id()))
                .toList();
        if (replicas.isEmpty()) {
            return onCluster.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Blocker(
                            name, Reason.NO_REPLICA, "the cluster has no replica, so nothing on it can hydrate"));
        }
        return replicas.stream()
                .map(replica -> replicaBlocker(name, replica))
                .flatMap(Optional::stream)
                .max((left, right) -> Boolean.compare(
                        left.reason() == Reason.REPLICA_CRASH_LOOPING, right.reason() == Reason.REPLICA_CRASH_LOOPING));
    }

    private static Optional<Blocker> replicaBlocker(String cluster, Replica replica) {
        String why = replica.reason() == null ? "" : ": " + replica.reason();
        if (replica.offlineEvents() >= LOOP_EVENTS) {
            return Optional.of(new Blocker(
                    cluster,
                    Reason.REPLICA_CRASH_LOOPING,
                    "replica " + replica.name() + " went offline " + replica.offlineEvents()
                            + " times in the last 10 minutes" + why));
        }
        if (replica.online() == null) {
            return Optional.of(new Blocker(
                    cluster, Reason.REPLICA_OFFLINE, "replica " + replica.name() + " has not reported a status yet"));
        }
        return replica.online()
                ? Optional.empty()
                : Optional.of(new Blocker(
                        cluster, Reason.REPLICA_OFFLINE, "replica " + replica.name() + " is offline" + why));
    }
}

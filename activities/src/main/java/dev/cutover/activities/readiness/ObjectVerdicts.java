package dev.cutover.activities.readiness;

import dev.cutover.activities.materialize.readiness.ReadinessSnapshot;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Frontier;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.HydrationRow;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Input;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Replica;
import dev.cutover.activities.materialize.readiness.ReadinessSnapshot.Source;
import dev.cutover.activities.readiness.Verdicts.ObjectVerdict;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict on each object of one reading.
 *
 * <p>Lag is the reading's own time minus the object's write frontier, never a worker's clock. Frontiers move about once a
 * second and are reported about once a second, so against the wall clock an object that keeps up reads anything between 0
 * and 2 s. The server's plain tables move with its clock and are reported in the same reading: the most advanced of them is
 * therefore taken as "now" unless the reading's time is earlier. So measured, an object that has seen every tick its inputs
 * have seen has no lag, and a threshold of one second means "at most one tick behind". A report of frontiers that has itself
 * come to a stand is noticed by its distance from the reading's time, {@link
 * #STALE_REPORT} or the threshold when that is longer, and nothing is ready then.
 */
final class ObjectVerdicts {
    /** A live server reports frontiers about once a second; a report older than this and the threshold says nothing about now. */
    private static final Duration STALE_REPORT = Duration.ofSeconds(3);

    private final ReadinessSnapshot reading;
    private final Duration lagThreshold;
    private final Map<String, List<HydrationRow>> hydration;
    private final Map<String, List<Replica>> replicas;

    ObjectVerdicts(ReadinessSnapshot reading, Duration lagThreshold) {
        this.reading = reading;
        this.lagThreshold = lagThreshold;
        this.hydration = reading.hydration().stream().collect(Collectors.groupingBy(HydrationRow::objectId));
        this.replicas = reading.replicas().stream().collect(Collectors.groupingBy(Replica::clusterId));
    }

    /** Says when the report of frontiers is too old to judge anything by. */
    Optional<Blocker> staleReport() {
        if (reading.tables() == null || reading.now() - reading.tables() <= longestAge()) {
            return Optional.empty();
        }
        return Optional.of(new Blocker(
                "mz_internal.mz_frontiers",
                Reason.NO_FRONTIER,
                "the server last reported frontiers " + seconds(reading.now() - reading.tables()) + " ago"));
    }

    private long longestAge() {
        return Math.max(STALE_REPORT.toMillis(), lagThreshold.toMillis());
    }

    ObjectVerdict on(CatalogObject object) {
        if (!reading.objects().containsKey(object.id())) {
            return blocked(object, false, null, Reason.OBJECT_MISSING, "the object was dropped");
        }
        return switch (object.kind()) {
            case VIEW, CONNECTION, SECRET, TYPE, FUNCTION -> new ObjectVerdict(object, true, null, null);
            case MATERIALIZED_VIEW, INDEX, SINK ->
                hydrated(object)
                        .map(reason -> blocked(object, false, null, reason.reason(), reason.detail()))
                        .orElseGet(() -> upToDate(object));
            case SOURCE -> source(object, reading.sources().get(object.id()));
            case TABLE -> {
                Source filledBy = reading.sources().get(object.id());
                yield filledBy == null ? upToDate(object) : running(object, filledBy);
            }
        };
    }

    private record Cause(Reason reason, String detail) {}

    /** Why an object of a kind that always has hydration rows is not hydrated on every replica; empty when it is. */
    private Optional<Cause> hydrated(CatalogObject object) {
        List<Replica> required = replicas.getOrDefault(clusterOf(object), List.of());
        if (required.isEmpty()) {
            return Optional.of(new Cause(Reason.NO_REPLICA, "its cluster has no replica"));
        }
        List<HydrationRow> rows = hydration.getOrDefault(object.id(), List.of());
        if (rows.isEmpty()) {
            return Optional.of(
                    new Cause(Reason.NO_HYDRATION_STATUS, "the server says nothing about its hydration yet"));
        }
        for (Replica replica : required) {
            List<HydrationRow> ofReplica = rows.stream()
                    .filter(row -> replica.id().equals(row.replicaId()))
                    .toList();
            if (ofReplica.isEmpty()) {
                boolean unreported = rows.stream().allMatch(row -> row.replicaId() == null);
                return Optional.of(
                        unreported
                                ? new Cause(Reason.NOT_HYDRATED, "no replica has reported it yet")
                                : new Cause(
                                        Reason.NO_HYDRATION_STATUS,
                                        "replica " + replica.name() + " has not reported it yet"));
            }
            if (!ofReplica.stream().allMatch(HydrationRow::hydrated)) {
                return Optional.of(
                        new Cause(Reason.NOT_HYDRATED, "replica " + replica.name() + " is still reading its inputs"));
            }
        }
        return Optional.empty();
    }

    /**
     * A source whose data live in tables keeps a hydration row without replica for ever, so its tables are judged in its place
     * (FINDINGS 26). Any other is judged by its frontier, which does not move before its first snapshot is complete.
     */
    private ObjectVerdict source(CatalogObject object, Source source) {
        if (source == null) {
            return blocked(object, false, null, Reason.SOURCE_NOT_RUNNING, "the server does not list it as a source");
        }
        if ("progress".equals(source.type())) {
            return new ObjectVerdict(object, true, null, null);
        }
        boolean refuted = hydration.getOrDefault(object.id(), List.of()).stream()
                .anyMatch(row -> row.replicaId() != null && !row.hydrated());
        if (refuted && !source.hasTables()) {
            return blocked(object, false, null, Reason.NOT_HYDRATED, "a replica is still reading its first snapshot");
        }
        return running(object, source);
    }

    private ObjectVerdict running(CatalogObject object, Source source) {
        if (!"running".equals(source.status())) {
            String status = source.status() == null ? "no status is reported yet" : "its status is " + source.status();
            String error = source.error() == null ? "" : ": " + source.error();
            return blocked(object, false, null, Reason.SOURCE_NOT_RUNNING, status + error);
        }
        return source.hasTables() ? new ObjectVerdict(object, true, null, null) : upToDate(object);
    }

    private ObjectVerdict upToDate(CatalogObject object) {
        Frontier frontier = reading.frontiers().get(object.id());
        if (frontier == null) {
            return blocked(object, true, null, Reason.NO_FRONTIER, "the server reports no write frontier yet");
        }
        if (frontier.write() == null) {
            return openInput(object.id(), new HashSet<>())
                    .map(input -> blocked(
                            object,
                            true,
                            null,
                            Reason.NO_FRONTIER,
                            "it has no write frontier although its input " + input + " still changes"))
                    .orElseGet(() -> new ObjectVerdict(object, true, 0L, null));
        }
        long now = reading.tables() == null ? reading.now() : Math.min(reading.now(), reading.tables());
        long lag = Math.max(0, now - frontier.write());
        return lag <= lagThreshold.toMillis()
                ? new ObjectVerdict(object, true, lag, null)
                : blocked(
                        object,
                        true,
                        lag,
                        Reason.LAGGING,
                        seconds(lag) + " behind, " + seconds(lagThreshold.toMillis()) + " is allowed");
    }

    /** An input, through views, that is not known to be closed: closed means complete only when all inputs are. */
    private Optional<String> openInput(String id, Set<String> seen) {
        Set<Input> inputs = reading.inputs().get(id);
        if (inputs == null) {
            return Optional.of("(unknown)");
        }
        for (Input input : inputs) {
            if (!seen.add(input.id()) || carriesNoData(input)) {
                continue;
            }
            Frontier frontier = reading.frontiers().get(input.id());
            if (frontier == null && input.kind() != ObjectKind.VIEW) {
                return Optional.of(input.id());
            }
            if (frontier == null) {
                Optional<String> open = openInput(input.id(), seen);
                if (open.isPresent()) {
                    return open;
                }
            } else if (frontier.write() != null) {
                return Optional.of(input.id());
            }
        }
        return Optional.empty();
    }

    private static boolean carriesNoData(Input input) {
        if (input.kind() == null) {
            return false;
        }
        return switch (input.kind()) {
            case CONNECTION, SECRET, TYPE, FUNCTION -> true;
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW, INDEX, SINK -> false;
        };
    }

    private String clusterOf(CatalogObject object) {
        return reading.objects().get(object.id());
    }

    private static ObjectVerdict blocked(
            CatalogObject object, boolean hydrated, Long lagMillis, Reason reason, String detail) {
        return new ObjectVerdict(
                object, hydrated, lagMillis, new Blocker(object.name().toString(), reason, detail));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}

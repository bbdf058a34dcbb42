package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sinks.SinkReader;
import dev.cutover.activities.materialize.sinks.SinkStatements;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSink;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the sinks outside that read blue, says how they will follow, and refuses what would leave one behind for good. */
final class SinkPlanning {
    private final Production.Blue blue;
    private final Map<String, ObjectName> replaced;
    private final Map<ObjectName, ObjectKind> created;
    private final List<SinkEntry> entries;

    /** Reads the catalog; the planned objects may come from any kind of project. */
    SinkPlanning(Session session, Production.Blue blue, List<PlannedObject> objects) throws SQLException {
        this.blue = blue;
        this.replaced = blue.objects().stream()
                .filter(object -> isRelation(object.kind()))
                .collect(Collectors.toMap(ObjectEntry::id, ObjectEntry::name));
        this.created = objects.stream()
                .collect(Collectors.toMap(PlannedObject::name, PlannedObject::kind, (first, second) -> first));
        Set<String> own = new TreeSet<>(blue.ids());
        this.entries = new SinkReader(session)
                .reading(replaced.keySet()).stream()
                        .filter(sink -> !own.contains(sink.id()))
                        .toList();
    }

    private static boolean isRelation(ObjectKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> true;
            case INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }

    /** The sinks as the catalog holds them. */
    List<SinkEntry> entries() {
        return entries;
    }

    /** A sink whose input the deployment takes away, or turns into something that no sink can read, has nowhere to go. */
    void refuseStranded(Refusals refusals) {
        for (SinkEntry sink : entries) {
            ObjectName reads = replaced.get(sink.readsId());
            ObjectKind kind = created.get(reads);
            boolean comesAlong = blue.partIds().contains(sink.readsId());
            if (kind == null && !comesAlong) {
                refusals.add(described(sink) + " reads " + reads
                        + ", which the deployment takes away: it would go on writing the old version for ever. Point it at"
                        + " something else with ALTER SINK … SET FROM, drop it, or keep " + reads + " in the project.");
            } else if (kind != null && !SinkEntry.canRead(kind)) {
                refusals.add(
                        described(sink) + " reads " + reads + ", which the project makes a "
                                + kind.sqlWords().toLowerCase(Locale.ROOT)
                                + ": no sink can read that. Keep it a materialized view, or point the sink at something else first.");
            }
        }
    }

    /** What the approver is told. */
    List<PlannedSink> sinks() {
        List<PlannedSink> sinks = new ArrayList<>();
        for (SinkEntry sink : entries) {
            ObjectName reads = replaced.get(sink.readsId());
            sinks.add(new PlannedSink(sink.id(), sink.name(), reads, SinkStatements.setFrom(sink.name(), reads)));
        }
        return sinks;
    }

    /** Those dependents that do not follow; a sink does. */
    List<ExternalDependent> without(List<ExternalDependent> outside) {
        Set<String> follow = entries.stream().map(SinkEntry::id).collect(Collectors.toSet());
        return outside.stream()
                .filter(dependent -> !follow.contains(dependent.object().id()))
                .toList();
    }

    /** Whole sentences for the approver. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (PlannedSink sink : sinks()) {
            warnings.add("Sink " + sink.name() + " reads " + sink.reads()
                    + " and follows: after the swap it is pointed at the new version (" + sink.statement()
                    + "), after a revert back.");
        }
        if (!warnings.isEmpty()) {
            warnings.add(
                    "A sink that is pointed at a new version sends no snapshot of it: keys that do not change"
                            + " afterwards keep the old version's values in the topic, and after a revert those of the new one.");
        }
        return warnings;
    }

    private static String described(SinkEntry sink) {
        return "Sink " + sink.name() + " of " + sink.object().holding().owner();
    }
}

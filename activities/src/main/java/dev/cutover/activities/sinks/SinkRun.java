package dev.cutover.activities.sinks;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sinks.SinkReader;
import dev.cutover.activities.materialize.sinks.SinkStatements;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.sinks.SinkBehind;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One round: every sink that reads the side that lost is pointed at what has the name in production now. The name is what
 * counts: a statement that arrives late, after a swap back, still points at production. What was done is read from the
 * catalog, never concluded from answers.
 */
final class SinkRun {
    private final ActivityRun run;
    private final Materialize materialize;
    private final SinkInput input;
    private final Duration longestMove;
    private final Map<String, ObjectName> lost;
    private final Map<String, String> troubles = new HashMap<>();

    SinkRun(ActivityRun run, Materialize materialize, SinkInput input, Duration longestMove) {
        this.run = run;
        this.materialize = materialize;
        this.input = input;
        this.longestMove = longestMove;
        this.lost = LostSide.productionNames(input);
    }

    SinkReport point() throws SQLException {
        try (Session session =
                run.watch(materialize.open("cutover sinks " + input.plan().deployment()))) {
            List<SinkEntry> before = new SinkReader(session).reading(lost.keySet());
            if (before.isEmpty()) {
                return new SinkReport(List.of(), List.of());
            }
            Map<ObjectName, ObjectEntry> production = production(session, before);
            for (SinkEntry sink : before) {
                run.checkAlive();
                move(session, sink, production.get(lost.get(sink.readsId())));
                run.report("tried sink " + sink.name());
            }
            List<SinkEntry> after = new SinkReader(session).reading(lost.keySet());
            return new SinkReport(followed(session, before, production), behind(session, after));
        }
    }

    /** What has these names in production now, but for what the deployment takes away and has not dropped yet. */
    private Map<ObjectName, ObjectEntry> production(Session session, List<SinkEntry> sinks) throws SQLException {
        Set<ObjectName> names =
                sinks.stream().map(sink -> lost.get(sink.readsId())).collect(Collectors.toSet());
        return Catalog.ofKnownKinds(session).objectsNamed(names).stream()
                .filter(object -> !lost.containsKey(object.id()))
                .collect(Collectors.toMap(ObjectEntry::name, object -> object));
    }

    private void move(Session session, SinkEntry sink, ObjectEntry relation) throws SQLException {
        if (relation == null) {
            troubles.put(
                    sink.id(),
                    "Production has no " + lost.get(sink.readsId())
                            + " any more: point the sink at something else, or drop it.");
            return;
        }
        Set<String> columns = new Catalog(session)
                .columns(List.of(relation.id())).stream().map(ColumnEntry::name).collect(Collectors.toSet());
        Optional<String> hindrance = sink.hindrance(relation.name(), relation.kind(), columns);
        if (hindrance.isPresent()) {
            troubles.put(sink.id(), hindrance.get());
            return;
        }
        // A connection of its own: a sink that never answers must not keep the others.
        try (Session mover =
                run.watch(materialize.openSimple("cutover sink " + input.plan().deployment()))) {
            mover.answerWithin(longestMove);
            mover.execute(SinkStatements.setFrom(sink.name(), relation.name()));
        } catch (SQLException e) {
            run.checkAlive();
            troubles.put(sink.id(), described(e));
        }
    }

    private String described(SQLException error) {
        return switch (SqlErrors.kind(error)) {
            case PERMISSION_DENIED, REFUSED -> "Materialize refused it: " + SqlErrors.describe(error) + ".";
            case TRANSIENT, CONFLICT, CANCELLED ->
                "There was no answer within " + longestMove.toSeconds() + " s, or none at all: "
                        + SqlErrors.describe(error) + ".";
        };
    }

    private static List<ObjectName> followed(
            Session session, List<SinkEntry> before, Map<ObjectName, ObjectEntry> production) throws SQLException {
        Set<String> inProduction =
                production.values().stream().map(ObjectEntry::id).collect(Collectors.toSet());
        Set<String> follow = new HashSet<>();
        for (Dependency dependency : Catalog.ofKnownKinds(session)
                .referencesOf(before.stream().map(SinkEntry::id).toList())) {
            if (inProduction.contains(dependency.referencedId())) {
                follow.add(dependency.dependentId());
            }
        }
        return before.stream()
                .filter(sink -> follow.contains(sink.id()))
                .map(SinkEntry::name)
                .toList();
    }

    private List<SinkBehind> behind(Session session, List<SinkEntry> after) throws SQLException {
        Map<ObjectName, ObjectEntry> production = production(session, after);
        Map<String, ObjectName> namesNow = new HashMap<>();
        Catalog.ofKnownKinds(session)
                .objectsById(after.stream().map(SinkEntry::readsId).collect(Collectors.toSet()))
                .forEach(object -> namesNow.put(object.id(), object.name()));
        List<SinkBehind> behind = new ArrayList<>();
        for (SinkEntry sink : after) {
            ObjectName name = lost.get(sink.readsId());
            behind.add(new SinkBehind(
                    sink.id(),
                    sink.name(),
                    namesNow.getOrDefault(sink.readsId(), name),
                    troubles.getOrDefault(sink.id(), "It began to read it while others were pointed at production."),
                    production.containsKey(name) ? SinkStatements.setFrom(sink.name(), name) : null));
        }
        return behind;
    }
}

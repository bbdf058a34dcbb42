package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sources.SourceEntry;
import dev.cutover.activities.materialize.sources.SourceReader;
import dev.cutover.activities.project.OutsideReference;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.PlannedObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what ingesting anew means for the sources that are deployed, and for those outside that fill deployed tables; refuses what
 * would make a subsource disappear. The planned objects may come from any kind of project.
 */
final class SourcePlanning {
    private final Catalog catalog;
    private final SourceReader reader;
    private final Production.Blue blue;
    private final List<PlannedObject> objects;

    SourcePlanning(Session session, Production.Blue blue, List<PlannedObject> objects) {
        this.catalog = new Catalog(session);
        this.reader = new SourceReader(session);
        this.blue = blue;
        this.objects = objects;
    }

    /**
     * Refuses when a source of production brought tables along that the project does not create.
     *
     * @param removes what the request lets go; a source that it names takes its subsources with it
     */
    void refuseLostSubsources(Removes removes, Refusals refusals) throws SQLException {
        Map<String, ObjectEntry> byId =
                blue.objects().stream().collect(Collectors.toMap(ObjectEntry::id, object -> object));
        Set<ObjectName> created = objects.stream().map(PlannedObject::name).collect(Collectors.toSet());
        Map<String, String> parents = reader.parentsOf(blue.partIds());
        for (ObjectEntry part : blue.objects()) {
            String parentId = parents.get(part.id());
            ObjectName name = part.name();
            if (parentId != null
                    && !created.contains(name)
                    && !removes.names(name)
                    && !removes.names(name.schemaName())) {
                ObjectEntry parent = byId.get(parentId);
                if (parent == null || !removes.names(parent.name())) {
                    refusals.wouldDisappear(
                            "Subsource " + name + " of " + part.holding().owner() + " was made by the source "
                                    + (parent == null ? parentId : parent.name())
                                    + " itself and is not in the project. Add a file with its CREATE TABLE … FROM SOURCE, or"
                                    + " name it in removes.",
                            removes.entryFor(name));
                }
            }
        }
    }

    /**
     * Whole sentences for the approver.
     *
     * @param references what the project names outside of itself
     */
    List<String> warnings(List<OutsideReference> references) throws SQLException {
        List<String> warnings = new ArrayList<>();
        Map<ObjectName, String> idsByName = new HashMap<>();
        blue.objects().forEach(object -> idsByName.put(object.name(), object.id()));
        Map<String, SourceEntry> sources = reader.of(blue.ids());
        for (PlannedObject object : objects) {
            if (object.kind() == ObjectKind.SOURCE) {
                SourceEntry production = sources.get(idsByName.get(object.name()));
                warnings.add(
                        production == null
                                ? "Source " + object.name() + " is new: the evidence says what it adds upstream."
                                : "Source " + object.name()
                                        + " is ingested anew, beside production's until the end of the" + " hold. "
                                        + production.cost());
            }
        }
        warnings.addAll(filledFromOutside(references, idsByName));
        return warnings;
    }

    /**
     * Tables of green that a source outside fills. That source is production's: the one thing that a deployment asks of production
     * before the swap, so it is said first (P1).
     */
    private List<String> filledFromOutside(List<OutsideReference> references, Map<ObjectName, String> blueIds)
            throws SQLException {
        List<PlannedObject> tables = objects.stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .toList();
        Map<String, String> fillers = reader.fillersOf(tables.stream()
                .map(table -> blueIds.getOrDefault(table.name(), ""))
                .toList());
        Set<ObjectName> named = references.stream().map(OutsideReference::name).collect(Collectors.toSet());
        Map<ObjectName, ObjectEntry> outside = catalog.objectsNamed(named).stream()
                .filter(object -> object.kind() == ObjectKind.SOURCE)
                .collect(Collectors.toMap(ObjectEntry::name, object -> object));
        Map<String, List<String>> tablesBySource = new HashMap<>();
        for (PlannedObject table : tables) {
            references.stream()
                    .filter(reference -> reference.file().equals(table.file()) && outside.containsKey(reference.name()))
                    .map(reference -> outside.get(reference.name()).id())
                    .findFirst()
                    .or(() -> Optional.ofNullable(fillers.get(blueIds.get(table.name()))))
                    .filter(source -> !blue.ids().contains(source))
                    .ifPresent(source -> tablesBySource
                            .computeIfAbsent(source, id -> new ArrayList<>())
                            .add(table.name().toString()));
        }
        return sentences(tablesBySource);
    }

    private List<String> sentences(Map<String, List<String>> tablesBySource) throws SQLException {
        Map<String, SourceEntry> entries = reader.of(tablesBySource.keySet());
        List<String> warnings = new ArrayList<>();
        for (ObjectEntry source : catalog.objectsById(new HashSet<>(tablesBySource.keySet()))) {
            SourceEntry entry = entries.get(source.id());
            if (entry != null && entry.hasUpstream()) {
                warnings.add(
                        "Source " + source.name() + " is not part of the deployment and fills "
                                + String.join(", ", tablesBySource.get(source.id()))
                                + ": production's own source, on cluster " + entry.cluster()
                                + ", reads the upstream once more for green's. Until it has, its other tables may get no new data.");
            }
        }
        return warnings;
    }
}

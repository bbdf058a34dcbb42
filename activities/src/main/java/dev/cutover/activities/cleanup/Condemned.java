package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.PlannedObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One side of a deployment: everything that is to go.
 *
 * @param places its schemas and clusters
 * @param objects its objects by recorded id, under the names that they had when they were recorded
 * @param planned planned objects that may have been made without a record, by green name; empty when the record is complete
 * @param unproven places in which it may have made things that nothing proves any more
 */
record Condemned(
        List<Place> places, List<CatalogObject> objects, Map<ObjectName, PlannedObject> planned, List<Place> unproven) {
    /** A side of which everything is recorded. */
    static Condemned recorded(List<Place> places, List<CatalogObject> objects) {
        return new Condemned(places, objects, Map.of(), List.of());
    }

    /** Catalog ids of the places of one kind. */
    List<String> ids(Place.Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }

    /**
     * Which of these objects are the deployment's own; every other is a stranger's.
     *
     * @param partIds those that a source brought along by itself: no record holds them, and they go with their source
     */
    Set<String> ownAmong(List<ObjectEntry> found, Collection<String> partIds) {
        Set<String> recorded = objects.stream().map(CatalogObject::id).collect(Collectors.toSet());
        return found.stream()
                .filter(object -> recorded.contains(object.id()) || partIds.contains(object.id()) || isPlanned(object))
                .map(ObjectEntry::id)
                .collect(Collectors.toSet());
    }

    /**
     * A worker that died between CREATE and its report leaves no id. In a schema that carries our line, what has a planned
     * name and the planned kind is ours: nobody else knows the deployment's id.
     */
    private boolean isPlanned(ObjectEntry object) {
        PlannedObject plan = planned.get(underSideName(object.name()));
        return plan != null
                && plan.kind() == object.kind()
                && ids(Place.Kind.SCHEMA).contains(object.schemaId());
    }

    /** A name with the side's schema name in the place of the one for dropping. */
    ObjectName underSideName(ObjectName name) {
        return places.stream()
                .filter(place -> place.kind() == Place.Kind.SCHEMA
                        && place.database().equals(name.database())
                        && place.droppingName().equals(name.schema()))
                .findFirst()
                .map(place -> new ObjectName(name.database(), place.sideName(), name.name()))
                .orElse(name);
    }
}

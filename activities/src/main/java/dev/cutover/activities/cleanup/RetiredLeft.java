package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists what is there under our retired names, in the order in which a person can drop it. Changes nothing. */
final class RetiredLeft {
    private static final String WHY =
            "It is old production: this deployment was promoted, and another one over it since."
                    + " Nothing of it was dropped; drop it when nobody reads it.";

    private final Catalog catalog;
    private final Places places;
    private final Condemned retired;

    RetiredLeft(Session session, Condemned retired) {
        this.catalog = new Catalog(session);
        this.places = new Places(session);
        this.retired = retired;
    }

    List<Remaining> list() throws SQLException {
        List<Place> present = new ArrayList<>();
        for (Place place : retired.places()) {
            if (places.isUnder(place, place.sideName())) {
                present.add(place);
            }
        }
        List<Remaining> left = new ArrayList<>(objects(present));
        for (Place place : present) {
            String name = place.described(place.sideName())
                    .substring(place.kind().word().length() + 1);
            left.add(new Remaining(
                    place.id(),
                    name,
                    place.kind().word(),
                    WHY,
                    List.of(Places.dropStatement(place, place.sideName()) + ";")));
        }
        return left;
    }

    private List<Remaining> objects(List<Place> present) throws SQLException {
        List<ObjectEntry> found = catalog.objectsIn(ids(present, Place.Kind.SCHEMA), ids(present, Place.Kind.CLUSTER));
        List<String> parts =
                catalog.partsOfSources(found.stream().map(ObjectEntry::id).toList());
        Set<String> own = retired.ownAmong(found, parts);
        Map<String, ObjectEntry> byId = found.stream()
                .filter(object -> own.contains(object.id()))
                .collect(Collectors.toMap(ObjectEntry::id, Function.identity()));
        DropOrder order = DropOrder.of(byId.keySet(), catalog.dependentsOf(byId.keySet()));
        List<String> ids = new ArrayList<>(order.droppable());
        // What somebody else reads comes last; the server refuses to drop it until that is moved.
        ids.addAll(order.needed().keySet());
        return ids.stream()
                .filter(id -> !parts.contains(id))
                .map(byId::get)
                .map(object -> new Remaining(
                        object.id(),
                        object.name().toString(),
                        object.kind().sqlWords().toLowerCase(Locale.ROOT),
                        WHY,
                        List.of(Objects.drop(object.name(), object.kind()) + ";")))
                .toList();
    }

    private static List<String> ids(List<Place> places, Place.Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }
}

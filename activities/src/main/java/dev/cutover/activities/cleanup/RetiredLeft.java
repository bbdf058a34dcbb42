package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
            left.add(ByHand.place(place, place.sideName(), WHY));
        }
        return left;
    }

    private List<Remaining> objects(List<Place> present) throws SQLException {
        List<ObjectEntry> found = catalog.objectsIn(ids(present, Place.Kind.SCHEMA), ids(present, Place.Kind.CLUSTER));
        List<String> parts =
                catalog.partsOfSources(found.stream().map(ObjectEntry::id).toList());
        Set<String> own = retired.ownAmong(found, parts);
        List<ObjectEntry> retiredObjects =
                found.stream().filter(object -> own.contains(object.id())).toList();
        return ByHand.inOrder(catalog, retiredObjects).stream()
                .map(object -> ByHand.object(object, WHY))
                .toList();
    }

    private static List<String> ids(List<Place> places, Place.Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }
}

package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.cleanup.DropReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One drop, from the start or from where a former attempt was interrupted: names for dropping are recognised, and what is gone
 * is gone. A place that keeps something gets its old name back, since people look for it there.
 */
final class DropRun {
    private final Session session;
    private final Runnable checkAlive;
    private final Condemned condemned;
    private final Catalog catalog;
    private final Places places;

    private final Map<Place, String> names = new LinkedHashMap<>();
    private final Map<Place, String> misplaced = new LinkedHashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Set<String> dropped = new LinkedHashSet<>();
    private String denied;

    DropRun(Session session, Runnable checkAlive, Condemned condemned) {
        this.session = session;
        this.checkAlive = checkAlive;
        this.condemned = condemned;
        this.catalog = Catalog.ofKnownKinds(session);
        this.places = new Places(session);
    }

    DropReport drop() throws SQLException {
        for (Place place : condemned.places()) {
            moveAside(place);
        }
        dropObjects();
        for (Place place : new ArrayList<>(names.keySet())) {
            dropPlace(place);
        }
        for (Map.Entry<Place, String> stays : names.entrySet()) {
            moveBack(stays.getKey(), stays.getValue());
        }
        noteWhatIsGone();
        Remains remains = new Remains(session, condemned, names, misplaced, refusals);
        return new DropReport(List.copyOf(dropped), remains.list(), denied);
    }

    /** Whether a part of the side had another name than this side gives it: somebody has moved it, or it was promoted. */
    boolean foundElsewhere() {
        return !misplaced.isEmpty();
    }

    /** Renames to the name for dropping and checks that the id went along; a swap under way can no longer find it. */
    private void moveAside(Place place) throws SQLException {
        checkAlive.run();
        Optional<String> found = places.nameNow(place);
        if (found.isEmpty()) {
            return;
        }
        String name = found.get();
        if (name.equals(place.droppingName())) {
            names.put(place, name);
        } else if (!name.equals(place.sideName())) {
            misplaced.put(place, name);
        } else if (!renamed(place, name, place.droppingName())) {
            keepWhereItIs(place);
        } else if (places.isUnder(place, place.droppingName())) {
            names.put(place, place.droppingName());
        } else {
            renamed(place, place.droppingName(), name);
            misplaced.put(place, places.nameNow(place).orElse(name));
        }
    }

    /**
     * A stranger's view can forbid the rename, and the side's own name holds the deployment's id just as well. A swap that came
     * in between makes the rename fail too: then the place is production by now, and nothing in it is touched (P2).
     */
    private void keepWhereItIs(Place place) throws SQLException {
        Optional<String> now = places.nameNow(place);
        if (now.isPresent() && now.get().equals(place.sideName())) {
            names.put(place, now.get());
        } else {
            now.ifPresent(name -> misplaced.put(place, name));
        }
    }

    private boolean renamed(Place place, String from, String to) throws SQLException {
        try {
            places.rename(place, from, to);
            return true;
        } catch (SQLException e) {
            requireRefusal(e);
            return false;
        }
    }

    /**
     * A statement that the server understood and refused. A missing privilege is one too: what was moved aside already has names
     * that only this run can report (P6).
     */
    private void requireRefusal(SQLException error) throws SQLException {
        switch (SqlErrors.kind(error)) {
            case REFUSED -> {}
            case PERMISSION_DENIED -> denied = SqlErrors.describe(error);
            case TRANSIENT, CONFLICT, CANCELLED -> throw error;
        }
    }

    /** Passes until one changes nothing: a CREATE that was under way may still have ended after the first. */
    private void dropObjects() throws SQLException {
        int before;
        do {
            before = dropped.size();
            List<ObjectEntry> found = found();
            List<String> parts =
                    catalog.partsOfSources(found.stream().map(ObjectEntry::id).toList());
            Map<String, ObjectEntry> own = own(found, parts);
            DropOrder order = DropOrder.of(own.keySet(), catalog.dependentsOf(own.keySet()));
            for (String id : order.droppable()) {
                if (!parts.contains(id)) {
                    dropObject(own.get(id));
                }
            }
        } while (dropped.size() > before);
    }

    private List<ObjectEntry> found() throws SQLException {
        List<String> schemas = idsOfPresent(Place.Kind.SCHEMA);
        List<String> clusters = idsOfPresent(Place.Kind.CLUSTER);
        return catalog.objectsIn(schemas, clusters);
    }

    /** Only what lies in a place that is this side's: a misplaced one is production again, or somebody else's by now. */
    private List<String> idsOfPresent(Place.Kind kind) {
        return names.keySet().stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }

    private Map<String, ObjectEntry> own(List<ObjectEntry> found, List<String> parts) {
        Set<String> ownIds = condemned.ownAmong(found, parts);
        Set<String> elsewhere = misplaced.keySet().stream().map(Place::id).collect(Collectors.toSet());
        Map<String, String> schemaNames = names.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Place.Kind.SCHEMA)
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
        return found.stream()
                .filter(object -> ownIds.contains(object.id()) && !elsewhere.contains(object.schemaId()))
                // By another name its schema is production by now. What is renamed after this reading is not found by
                // its old name.
                .filter(object -> object.name()
                        .schema()
                        .equals(schemaNames.getOrDefault(
                                object.schemaId(), object.name().schema())))
                .collect(Collectors.toMap(
                        ObjectEntry::id, object -> object, (first, second) -> first, LinkedHashMap::new));
    }

    private void dropObject(ObjectEntry object) throws SQLException {
        checkAlive.run();
        try {
            session.execute(Objects.drop(object.name(), object.kind()));
            refusals.remove(object.id());
        } catch (SQLException e) {
            requireRefusal(e);
            if (!catalog.objectsById(List.of(object.id())).isEmpty()) {
                refusals.put(object.id(), SqlErrors.describe(e));
                return;
            }
        }
        dropped.add(condemned.underSideName(object.name()).toString());
    }

    private void dropPlace(Place place) throws SQLException {
        checkAlive.run();
        List<String> id = List.of(place.id());
        boolean empty = place.kind() == Place.Kind.SCHEMA
                ? catalog.objectsIn(id, List.of()).isEmpty()
                : catalog.objectsIn(List.of(), id).isEmpty();
        if (!empty) {
            return;
        }
        try {
            places.drop(place, names.get(place));
            names.remove(place);
        } catch (SQLException e) {
            requireRefusal(e);
            if (places.nameNow(place).isPresent()) {
                refusals.put(place.described(""), SqlErrors.describe(e));
            } else {
                names.remove(place);
            }
        }
    }

    private void moveBack(Place place, String name) throws SQLException {
        if (!name.equals(place.sideName()) && renamed(place, name, place.sideName())) {
            names.put(place, place.sideName());
        }
    }

    /** Also what a former attempt dropped, so that the report does not depend on how often it was interrupted. */
    private void noteWhatIsGone() throws SQLException {
        Set<String> present = catalog
                .objectsById(condemned.objects().stream().map(CatalogObject::id).toList())
                .stream()
                .map(ObjectEntry::id)
                .collect(Collectors.toSet());
        for (CatalogObject object : condemned.objects()) {
            if (!present.contains(object.id())) {
                dropped.add(object.name().toString());
            }
        }
        for (Place place : condemned.places()) {
            if (!names.containsKey(place) && !misplaced.containsKey(place)) {
                dropped.add(place.described(place.sideName()));
            }
        }
    }
}

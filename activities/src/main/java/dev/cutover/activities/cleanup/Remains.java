package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says of everything that is still there why it is, and what removes it. */
final class Remains {
    private final Catalog catalog;
    private final Relocation relocation;
    private final Condemned condemned;
    private final Map<Place, String> names;
    private final Map<Place, String> misplaced;
    private final Map<String, String> refusals;

    Remains(
            Session session,
            Condemned condemned,
            Map<Place, String> names,
            Map<Place, String> misplaced,
            Map<String, String> refusals) {
        this.catalog = Catalog.ofKnownKinds(session);
        this.relocation = new Relocation(session, condemned);
        this.condemned = condemned;
        this.names = names;
        this.misplaced = misplaced;
        this.refusals = refusals;
    }

    List<Remaining> list() throws SQLException {
        List<Remaining> remaining = new ArrayList<>();
        List<ObjectEntry> inside = catalog.objectsIn(presentIds(Place.Kind.SCHEMA), presentIds(Place.Kind.CLUSTER));
        List<String> parts =
                catalog.partsOfSources(inside.stream().map(ObjectEntry::id).toList());
        Set<String> own = condemned.ownAmong(inside, parts);
        List<Dependency> dependencies = catalog.dependentsOf(own);
        Map<String, Set<String>> users = users(dependencies);
        Map<String, ObjectEntry> known = byId(inside, users);
        for (String id : inOrder(own, dependencies)) {
            remaining.add(object(known.get(id), users.getOrDefault(id, Set.of()), known, own));
        }
        for (Map.Entry<Place, String> stays : names.entrySet()) {
            remaining.add(place(stays.getKey(), stays.getValue(), inside, own));
        }
        for (Map.Entry<Place, String> elsewhere : misplaced.entrySet()) {
            remaining.add(notThisSide(elsewhere.getKey(), elsewhere.getValue()));
        }
        return remaining;
    }

    private List<String> presentIds(Place.Kind kind) {
        return names.keySet().stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }

    /** Each after those of its own side that use it, so that a person can run the statements from top to bottom. */
    private static List<String> inOrder(Set<String> own, List<Dependency> dependencies) {
        List<Dependency> inner = dependencies.stream()
                .filter(dependency -> own.contains(dependency.dependentId()))
                .toList();
        return DropOrder.of(own, inner).droppable();
    }

    private static Map<String, Set<String>> users(List<Dependency> dependencies) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        for (Dependency dependency : dependencies) {
            users.computeIfAbsent(dependency.referencedId(), id -> new TreeSet<>())
                    .add(dependency.dependentId());
        }
        return users;
    }

    private Map<String, ObjectEntry> byId(List<ObjectEntry> inside, Map<String, Set<String>> users)
            throws SQLException {
        Set<String> outside = new LinkedHashSet<>();
        users.values().forEach(outside::addAll);
        Map<String, ObjectEntry> known = new LinkedHashMap<>();
        catalog.objectsById(outside).forEach(object -> known.put(object.id(), object));
        inside.forEach(object -> known.put(object.id(), object));
        return known;
    }

    private Remaining object(ObjectEntry object, Set<String> users, Map<String, ObjectEntry> known, Set<String> own)
            throws SQLException {
        List<ObjectEntry> present =
                users.stream().filter(known::containsKey).map(known::get).toList();
        List<String> statements = new ArrayList<>();
        for (ObjectEntry user : present) {
            if (!own.contains(user.id())) {
                statements.addAll(relocation.of(user, object.name()));
            }
        }
        statements.add(Objects.drop(object.name(), object.kind()) + ";");
        String why = present.isEmpty()
                ? "It could not be dropped: "
                        + refusals.getOrDefault(object.id(), "it appeared while others were dropped")
                : "It is used by " + present.stream().map(Remains::described).collect(Collectors.joining(" and by "));
        return new Remaining(
                object.id(),
                object.name().toString(),
                object.kind().sqlWords().toLowerCase(Locale.ROOT),
                why + ".",
                statements);
    }

    private Remaining place(Place place, String name, List<ObjectEntry> inside, Set<String> own) {
        List<ObjectEntry> strangers = inside.stream()
                .filter(object -> isIn(object, place) && !own.contains(object.id()))
                .toList();
        boolean holdsOwn = inside.stream().anyMatch(object -> isIn(object, place) && own.contains(object.id()));
        List<String> reasons = new ArrayList<>();
        if (!strangers.isEmpty()) {
            reasons.add("It holds what this deployment did not make: "
                    + strangers.stream().map(Remains::described).collect(Collectors.joining(", ")) + ".");
        }
        if (holdsOwn) {
            reasons.add("It holds objects that stay.");
        }
        if (reasons.isEmpty()) {
            reasons.add("It could not be dropped: "
                    + refusals.getOrDefault(place.described(""), "something was made in it meanwhile") + ".");
        }
        List<String> statements = new ArrayList<>();
        strangers.forEach(stranger -> statements.add(Objects.drop(stranger.name(), stranger.kind()) + ";"));
        statements.add(Places.dropStatement(place, name) + ";");
        return new Remaining(
                place.id(), unqualified(place, name), place.kind().word(), String.join(" ", reasons), statements);
    }

    private static Remaining notThisSide(Place place, String name) {
        return new Remaining(
                place.id(),
                unqualified(place, name),
                place.kind().word(),
                "It should be named " + place.sideName()
                        + " and is not, so that it may be production or somebody else's"
                        + " by now. It was left alone.",
                List.of());
    }

    private static String unqualified(Place place, String name) {
        return place.described(name).substring(place.kind().word().length() + 1);
    }

    private static boolean isIn(ObjectEntry object, Place place) {
        return place.id()
                .equals(
                        place.kind() == Place.Kind.SCHEMA
                                ? object.schemaId()
                                : object.object().clusterId());
    }

    private static String described(ObjectEntry object) {
        return object.kind().sqlWords().toLowerCase(Locale.ROOT) + " " + object.name() + " of "
                + object.holding().owner();
    }
}

package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.materialize.ownership.Ownership;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is of one side of a deployment beside production, for somebody else to look at and to drop. */
public final class SideLeft {
    private final Session session;
    private final Catalog catalog;
    private final Places places;
    private final Condemned condemned;

    private SideLeft(Session session, Condemned condemned) {
        this.session = session;
        this.catalog = Catalog.ofKnownKinds(session);
        this.places = new Places(session);
        this.condemned = condemned;
    }

    /**
     * One thing.
     *
     * @param thing what it is; its statements remove it or move the one that needs it
     * @param needed whether something or somebody keeps it from being dropped
     */
    public record Left(Remaining thing, boolean needed) {}

    /**
     * A schema or cluster whose own comment says who made it.
     *
     * @param schema its name; null for a cluster
     * @param cluster its name; null for a schema
     * @param id catalog id
     * @param production the name of production that it is of
     */
    public record Marked(SchemaName schema, String cluster, String id, String production) {}

    /** A side of which plan and inventory are known. */
    public static SideLeft recorded(Session session, DropInput input) throws SQLException {
        Catalog catalog = new Catalog(session);
        Ownership ownership = Ownership.ofGone(catalog, input.plan().deployment());
        return new SideLeft(session, new CondemnedReader(catalog, input.plan(), ownership).read(input));
    }

    /**
     * Green of which no record is left: marked schemas and clusters. Whose an object in them is nothing proves: a comment is about the
     * thing that it is on, and the role that made the schema makes other things too.
     */
    public static SideLeft marked(Session session, String deployment, List<Marked> marked) {
        DeploymentNames names = new DeploymentNames(deployment);
        List<Place> places = new ArrayList<>();
        for (Marked place : marked) {
            boolean schema = place.schema() != null;
            places.add(new Place(
                    schema ? Place.Kind.SCHEMA : Place.Kind.CLUSTER,
                    schema ? place.schema().database() : null,
                    place.id(),
                    place.production(),
                    schema ? place.schema().name() : place.cluster(),
                    names.dropping(place.production())));
        }
        return new SideLeft(session, new Condemned(places, List.of(), Map.of(), places));
    }

    /**
     * What may be the deployment's or somebody else's: such objects, then the schemas and clusters that hold them, in an order in
     * which a person can drop them.
     */
    public List<Remaining> unproven(String why) throws SQLException {
        Map<Place, String> names = namesNow();
        Set<Place> open = new LinkedHashSet<>(names.keySet());
        open.retainAll(condemned.unproven());
        List<String> schemas = ids(open, Place.Kind.SCHEMA);
        List<ObjectEntry> found = catalog.objectsIn(schemas, ids(open, Place.Kind.CLUSTER));
        Set<String> own = condemned.ownAmong(found, List.of());
        List<ObjectEntry> inside =
                found.stream().filter(object -> !own.contains(object.id())).toList();
        List<ObjectEntry> inSchemas = inside.stream()
                .filter(object -> schemas.contains(object.schemaId()))
                .toList();
        List<Remaining> contents = new ArrayList<>();
        ByHand.inOrder(catalog, inSchemas).forEach(object -> contents.add(ByHand.object(object, why)));
        names.forEach((place, name) -> {
            if (inside.stream().anyMatch(object -> isIn(object, place))) {
                contents.add(ByHand.place(place, name, why));
            }
        });
        return contents;
    }

    /** What of it is there now, each before what it keeps; reads only. */
    public List<Left> survey() throws SQLException {
        Map<Place, String> names = namesNow();
        List<ObjectEntry> inside =
                catalog.objectsIn(ids(names.keySet(), Place.Kind.SCHEMA), ids(names.keySet(), Place.Kind.CLUSTER));
        List<String> parts =
                catalog.partsOfSources(inside.stream().map(ObjectEntry::id).toList());
        Set<String> own = condemned.ownAmong(inside, parts);
        Set<String> free =
                Set.copyOf(DropOrder.of(own, catalog.dependentsOf(own)).droppable());
        Map<String, ObjectEntry> objects =
                inside.stream().collect(Collectors.toMap(ObjectEntry::id, Function.identity(), (one, same) -> one));
        List<Left> left = new ArrayList<>();
        for (Remaining thing : new Remains(session, condemned, names, Map.of(), Map.of()).list()) {
            Optional<Place> place = names.keySet().stream()
                    .filter(one ->
                            one.id().equals(thing.id()) && one.kind().word().equals(thing.kind()))
                    .findFirst();
            if (place.isPresent()) {
                boolean needed =
                        inside.stream().anyMatch(object -> isIn(object, place.get()) && !free.contains(object.id()));
                left.add(needed ? new Left(thing, true) : goes(thing, last(thing.statements())));
            } else if (!parts.contains(thing.id())) {
                ObjectEntry object = objects.get(thing.id());
                left.add(
                        free.contains(thing.id())
                                ? goes(thing, Objects.drop(object.name(), object.kind()) + ";")
                                : new Left(thing, true));
            }
        }
        return left;
    }

    /** Under another name a place is production, or somebody else's by now. */
    private Map<Place, String> namesNow() throws SQLException {
        Map<Place, String> names = new LinkedHashMap<>();
        for (Place place : condemned.places()) {
            Optional<String> now = places.nameNow(place);
            now.filter(name -> name.equals(place.sideName()) || name.equals(place.droppingName()))
                    .ifPresent(name -> names.put(place, name));
        }
        return names;
    }

    /** Drops what nobody needs. */
    public DropReport drop(Runnable checkAlive) throws SQLException {
        return new DropRun(session, checkAlive, condemned).drop();
    }

    private static Left goes(Remaining thing, String statement) {
        return new Left(new Remaining(thing.id(), thing.name(), thing.kind(), "", List.of(statement)), false);
    }

    private static String last(List<String> statements) {
        return statements.get(statements.size() - 1);
    }

    private static boolean isIn(ObjectEntry object, Place place) {
        return place.id()
                .equals(
                        place.kind() == Place.Kind.SCHEMA
                                ? object.schemaId()
                                : object.object().clusterId());
    }

    private static List<String> ids(Set<Place> places, Place.Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }
}

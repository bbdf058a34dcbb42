package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists objects for a person to drop. */
final class ByHand {
    private ByHand() {}

    /** Each after what uses it, without what a source brought along: that goes with its source. */
    static List<ObjectEntry> inOrder(Catalog catalog, Collection<ObjectEntry> objects) throws SQLException {
        Map<String, ObjectEntry> byId =
                objects.stream().collect(Collectors.toMap(ObjectEntry::id, Function.identity(), (one, same) -> one));
        List<String> parts = catalog.partsOfSources(List.copyOf(byId.keySet()));
        DropOrder order = DropOrder.of(byId.keySet(), catalog.dependentsOf(byId.keySet()));
        List<String> ids = new ArrayList<>(order.droppable());
        // What somebody else reads comes last; the server refuses to drop it until that is moved.
        ids.addAll(order.needed().keySet());
        ids.removeAll(parts);
        return ids.stream().map(byId::get).toList();
    }

    /** What an object is, in words. */
    static String kind(ObjectEntry object) {
        return object.kind().sqlWords().toLowerCase(Locale.ROOT);
    }

    /** The statements that drop an object and nothing else. */
    static List<String> statements(ObjectEntry object) {
        return List.of(Objects.drop(object.name(), object.kind()) + ";");
    }

    /** An object that is left. */
    static Remaining object(ObjectEntry object, String why) {
        return new Remaining(object.id(), object.name().toString(), kind(object), why, statements(object));
    }

    /** A schema or cluster that is left. */
    static Remaining place(Place place, String name, String why) {
        return new Remaining(
                place.id(),
                place.described(name).substring(place.kind().word().length() + 1),
                place.kind().word(),
                why,
                List.of(Places.dropStatement(place, name) + ";"));
    }
}

package dev.cutover.activities.materialize.sinks;

import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sink as the catalog holds it.
 *
 * @param object the sink
 * @param readsId catalog id of the one relation that it reads
 * @param key columns of its messages' key, in their order; empty when they have none
 * @param columns columns of that relation that its definition names, in its key or as headers
 */
public record SinkEntry(ObjectEntry object, String readsId, List<String> key, Set<String> columns) {
    /** Catalog id. */
    public String id() {
        return object.id();
    }

    /** Full name. */
    public ObjectName name() {
        return object.name();
    }

    /** Whether a sink can read an object of this kind at all. */
    public static boolean canRead(ObjectKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, MATERIALIZED_VIEW -> true;
            case VIEW, INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }

    /** Why this sink could not read another relation, in one sentence; empty when nothing speaks against it. */
    public Optional<String> hindrance(ObjectName relation, ObjectKind kind, Collection<String> relationColumns) {
        if (!canRead(kind)) {
            return Optional.of(relation + " is a " + kind.sqlWords().toLowerCase(Locale.ROOT)
                    + ", which no sink can read: it reads tables, sources and materialized views.");
        }
        Set<String> missing = new TreeSet<>(columns);
        missing.removeAll(relationColumns);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(relation + " lacks the columns that the sink's key or headers name: "
                        + String.join(", ", missing) + ".");
    }
}

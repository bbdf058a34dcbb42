package dev.cutover.activities.sinks;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.sinks.SinkInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The relations of the side that no sink is to read any more. */
final class LostSide {
    private LostSide() {}

    /** Their names in production, by catalog id. */
    static Map<String, ObjectName> productionNames(SinkInput input) {
        return switch (input.from()) {
            case RETIRED -> names(input.plan().blue(), Map.of());
            case GREEN, REVERTED ->
                names(
                        input.inventory().objects(),
                        input.inventory().schemas().stream()
                                .collect(Collectors.toMap(GreenSchema::green, GreenSchema::production)));
        };
    }

    private static Map<String, ObjectName> names(List<CatalogObject> objects, Map<SchemaName, SchemaName> production) {
        Map<String, ObjectName> names = new HashMap<>();
        for (CatalogObject object : objects) {
            if (isRelation(object.kind())) {
                SchemaName schema = production.getOrDefault(
                        object.name().schemaName(), object.name().schemaName());
                names.put(
                        object.id(),
                        new ObjectName(
                                schema.database(), schema.name(), object.name().name()));
            }
        }
        return names;
    }

    /** A sink also uses its connection, which says nothing about what it reads. */
    private static boolean isRelation(ObjectKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> true;
            case INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }
}

package dev.cutover.activities.materialize.sql;

import dev.cutover.workflows.catalog.SchemaName;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which schemas and clusters get another name.
 *
 * @param schemas new name of each schema, in the same database
 * @param clusters new name of each cluster
 */
public record Renames(Map<SchemaName, String> schemas, Map<String, String> clusters) {
    public Renames {
        schemas = Map.copyOf(schemas);
        clusters = Map.copyOf(clusters);
    }

    /** The way back. */
    public Renames reversed() {
        return new Renames(
                schemas.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> new SchemaName(entry.getKey().database(), entry.getValue()),
                                entry -> entry.getKey().name())),
                clusters.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
    }

    /** The name that this schema gets, or its own. */
    public String schema(SchemaName name) {
        return schemas.getOrDefault(name, name.name());
    }
}

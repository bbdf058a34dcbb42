package dev.cutover.activities.materialize.swap;

import dev.cutover.workflows.catalog.SchemaName;
import java.time.Instant;
import java.util.Map;

/**
 * Which names stood for which ids at one moment. Names move in a swap and ids do not, so this tells whether one happened
 * (FINDINGS 13).
 *
 * @param readAt wall-clock time of the database
 * @param schemas catalog ids of all schemas by name
 * @param clusters catalog ids of all clusters by name
 */
public record NameLayout(Instant readAt, Map<SchemaName, String> schemas, Map<String, String> clusters) {}

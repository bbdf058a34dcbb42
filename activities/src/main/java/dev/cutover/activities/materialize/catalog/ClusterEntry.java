package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.privileges.Holding;

/**
 * A cluster as the catalog holds it.
 *
 * @param id catalog id; {@code s…} for those of the system
 * @param name its name
 * @param holding owner and privileges
 * @param comment its comment; null without one
 * @param managed whether the server makes its replicas
 * @param replicationFactor how many replicas a managed cluster has; null for an unmanaged one
 * @param options all options that the catalog shows, as one text
 */
public record ClusterEntry(
        String id,
        String name,
        Holding holding,
        String comment,
        boolean managed,
        Integer replicationFactor,
        String options) {
    /** The options without what the server itself changes: a schedule switches replicas on and off. */
    public String lastingOptions() {
        boolean manual = options.contains("schedule=manual") || options.contains("schedule=null");
        return manual ? options : options.replaceFirst("factor=\\S+ ", "");
    }
}

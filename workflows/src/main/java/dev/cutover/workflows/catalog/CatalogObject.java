package dev.cutover.workflows.catalog;

/**
 * An object as the catalog held it at one moment.
 *
 * @param id catalog id such as {@code u42}; stays with the object when names move (FINDINGS 13)
 * @param name full name at that moment; an index is named in the schema of its relation
 * @param kind what it is
 * @param clusterId catalog id of the cluster that maintains it; null for kinds that run on none
 */
public record CatalogObject(String id, ObjectName name, ObjectKind kind, String clusterId) {}

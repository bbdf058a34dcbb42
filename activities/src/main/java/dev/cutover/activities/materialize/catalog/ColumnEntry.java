package dev.cutover.activities.materialize.catalog;

/**
 * A column of a relation.
 *
 * @param objectId catalog id of the relation
 * @param position from 1
 * @param name its name
 * @param type the name of its type
 * @param nullable whether it may hold NULL
 */
public record ColumnEntry(String objectId, int position, String name, String type, boolean nullable) {}

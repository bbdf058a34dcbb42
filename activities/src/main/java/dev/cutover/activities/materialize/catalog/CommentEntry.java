package dev.cutover.activities.materialize.catalog;

/**
 * A comment on an object or one of its columns.
 *
 * @param objectId catalog id of the object
 * @param type the catalog's word for what it is on, such as {@code materialized-view}
 * @param column position of the column from 1; null for a comment on the object itself
 * @param text the comment
 */
public record CommentEntry(String objectId, String type, Integer column, String text) {}

package dev.cutover.activities.materialize;

/**
 * A column of a query's answer as the server describes it without running the query. Whether it can be null is not said.
 *
 * @param name its name
 * @param typeOid oid of its type
 * @param modifier what the type is narrowed to, such as a numeric's scale; -1 for nothing
 */
public record DescribedColumn(String name, int typeOid, int modifier) {}

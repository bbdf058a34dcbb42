package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.catalog.Definition;
import java.util.List;
import java.util.Set;

/**
 * A query as PostgreSQL gets it, with what was found in it.
 *
 * @param sql the text for PostgreSQL
 * @param itemIds ids of the users' objects that it names
 * @param readsSystem whether it names relations of the system
 * @param writtenId the id of the table that it writes, or null
 * @param definition the query in the form in which a view keeps it
 * @param functions names of the functions that it calls, in lower case
 * @param offsets pairs of (position in {@link #sql}, position in the original), ascending
 */
public record Rewritten(
        String sql,
        Set<String> itemIds,
        boolean readsSystem,
        String writtenId,
        Definition definition,
        Set<String> functions,
        List<int[]> offsets) {

    /** The 0-based position in the original text for one in {@link #sql}. */
    public int original(int position) {
        int result = position;
        for (int[] pair : offsets) {
            if (pair[0] > position) {
                break;
            }
            result = pair[1] + position - pair[0];
        }
        return result;
    }

    /** The same with something before and after it. */
    public Rewritten wrapped(String prefix, String suffix) {
        List<int[]> moved = offsets.stream()
                .map(pair -> new int[] {pair[0] + prefix.length(), pair[1]})
                .toList();
        return new Rewritten(prefix + sql + suffix, itemIds, readsSystem, writtenId, definition, functions, moved);
    }
}

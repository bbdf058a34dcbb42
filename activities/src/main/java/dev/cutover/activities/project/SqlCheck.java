package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import java.util.List;

/**
 * A query of the project that must return no row.
 *
 * @param name the file's name without its ending
 * @param file file relative to the project's folder
 * @param query the query
 * @param outside what it refers to outside of the deployed schemas
 * @param scope what short names mean in its file
 */
public record SqlCheck(
        String name, String file, ParsedStatement query, List<OutsideReference> outside, NameScope scope) {
    public SqlCheck {
        outside = List.copyOf(outside);
    }
}

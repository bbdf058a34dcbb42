package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.ParsedStatement;

/**
 * An index of an object.
 *
 * @param name its name; one that the file leaves out is the name that Materialize would choose, so that an index can be
 *     found again by name
 * @param cluster production name of its cluster
 * @param create the statement that makes it
 */
public record SqlIndex(String name, String cluster, ParsedStatement create) {
    /** Line of the CREATE in its object's file, from 1. */
    public int line() {
        return create.first().line();
    }
}

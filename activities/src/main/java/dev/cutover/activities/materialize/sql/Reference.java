package dev.cutover.activities.materialize.sql;

/**
 * A name in a statement that means something in the catalog.
 *
 * @param role what kind of thing it names
 * @param name the name as it stands there
 */
public record Reference(Role role, NameChain name) {
    /** What a name can stand for. */
    public enum Role {
        /** A relation that the statement reads. */
        RELATION,
        /** A column or {@code *} with at least its relation's schema before it; {@link #name} ends with the relation. */
        QUALIFIER,
        /** A connection. */
        CONNECTION,
        /** A secret. */
        SECRET,
        /** A relation that the statement creates beside its own object: the progress of a source. */
        CREATED
    }
}

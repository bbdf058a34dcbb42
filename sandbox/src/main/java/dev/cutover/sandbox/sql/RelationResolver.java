package dev.cutover.sandbox.sql;

import java.util.List;

/** Tells what a name in a query stands for. */
public interface RelationResolver {
    /**
     * What a name stands for: its relation in PostgreSQL, the id when it is an object of a user, and the parts of its full name
     * (of a relation of the system, as it was written).
     */
    record Relation(String postgresName, String id, List<String> fullName) {}

    /** The relation of that name; unknown names are refused in Materialize's words. */
    Relation resolve(QualifiedName name);
}

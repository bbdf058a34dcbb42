package dev.cutover.sandbox.sql;

/** Tells what a name in a query stands for. */
public interface RelationResolver {
    /** What a name stands for: its relation in PostgreSQL, and the id when it is an object of a user. */
    record Relation(String postgresName, String id) {}

    /** The relation of that name; unknown names are refused in Materialize's words. */
    Relation resolve(QualifiedName name);
}

package dev.cutover.sandbox.catalog;

/** What everything in the catalog has. Ids stay with the contents, names move (FINDINGS 13). */
public sealed interface Entity permits Database, Schema, Cluster, Replica, Item, Role {
    /** Materialize's id, such as {@code u7}. */
    String id();

    /** The present name, unquoted. */
    String name();

    /** The id of the owning role. */
    String owner();

    /** Who may do what. */
    Acl acl();

    /** What it is. */
    Kind kind();

    /** The same under another name. */
    Entity named(String newName);

    /** The same with another owner, who takes the place of the old one in the privileges. */
    Entity owned(String newOwner);

    /** The same with other privileges. */
    Entity with(Acl newAcl);
}

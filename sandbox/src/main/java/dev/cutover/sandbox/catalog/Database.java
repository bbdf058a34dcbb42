package dev.cutover.sandbox.catalog;

/** A database. */
public record Database(String id, long oid, String name, String owner, Acl acl) implements Entity {
    @Override
    public Kind kind() {
        return Kind.DATABASE;
    }

    @Override
    public Database named(String newName) {
        return new Database(id, oid, newName, owner, acl);
    }

    @Override
    public Database owned(String newOwner) {
        return new Database(id, oid, name, newOwner, acl.replace(owner, newOwner));
    }

    @Override
    public Database with(Acl newAcl) {
        return new Database(id, oid, name, owner, newAcl);
    }
}

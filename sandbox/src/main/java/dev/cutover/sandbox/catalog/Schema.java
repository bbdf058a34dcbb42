package dev.cutover.sandbox.catalog;

/** A schema; {@code databaseId} is null for the schemas of the system. */
public record Schema(String id, long oid, String databaseId, String name, String owner, Acl acl) implements Entity {
    @Override
    public Kind kind() {
        return Kind.SCHEMA;
    }

    @Override
    public Schema named(String newName) {
        return new Schema(id, oid, databaseId, newName, owner, acl);
    }

    @Override
    public Schema owned(String newOwner) {
        return new Schema(id, oid, databaseId, name, newOwner, acl.replace(owner, newOwner));
    }

    @Override
    public Schema with(Acl newAcl) {
        return new Schema(id, oid, databaseId, name, owner, newAcl);
    }
}

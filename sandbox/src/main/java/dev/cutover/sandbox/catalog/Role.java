package dev.cutover.sandbox.catalog;

/** A role. Roles have neither owner nor privileges of their own. */
public record Role(String id, long oid, String name, boolean login) implements Entity {
    @Override
    public Kind kind() {
        return Kind.ROLE;
    }

    @Override
    public String owner() {
        return id;
    }

    @Override
    public Acl acl() {
        return Acl.NONE;
    }

    @Override
    public Role named(String newName) {
        return new Role(id, oid, newName, login);
    }

    @Override
    public Role owned(String newOwner) {
        return this;
    }

    @Override
    public Role with(Acl newAcl) {
        return this;
    }
}

package dev.cutover.sandbox.catalog;

/** A replica of a cluster. */
public record Replica(String id, String name, String clusterId, String size, String owner) implements Entity {
    @Override
    public Kind kind() {
        return Kind.REPLICA;
    }

    @Override
    public Acl acl() {
        return Acl.NONE;
    }

    @Override
    public Replica named(String newName) {
        return new Replica(id, newName, clusterId, size, owner);
    }

    @Override
    public Replica owned(String newOwner) {
        return new Replica(id, name, clusterId, size, newOwner);
    }

    @Override
    public Replica with(Acl newAcl) {
        return this;
    }

    /** The same with another size. */
    public Replica sized(String newSize) {
        return new Replica(id, name, clusterId, newSize, owner);
    }
}

package dev.cutover.sandbox.catalog;

/** A cluster; {@code options} is null for an unmanaged one. */
public record Cluster(String id, String name, String owner, Acl acl, ClusterOptions options) implements Entity {
    @Override
    public Kind kind() {
        return Kind.CLUSTER;
    }

    /** Whether Materialize manages the replicas. */
    public boolean managed() {
        return options != null;
    }

    @Override
    public Cluster named(String newName) {
        return new Cluster(id, newName, owner, acl, options);
    }

    @Override
    public Cluster owned(String newOwner) {
        return new Cluster(id, name, newOwner, acl.replace(owner, newOwner), options);
    }

    @Override
    public Cluster with(Acl newAcl) {
        return new Cluster(id, name, owner, newAcl, options);
    }

    /** The same with other options. */
    public Cluster with(ClusterOptions newOptions) {
        return new Cluster(id, name, owner, acl, newOptions);
    }
}

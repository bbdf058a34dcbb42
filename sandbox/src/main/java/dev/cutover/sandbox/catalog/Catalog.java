package dev.cutover.sandbox.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything the server knows at one moment. Immutable; a {@link Draft} makes the next one. */
public record Catalog(
        Map<String, Database> databases,
        Map<String, Schema> schemas,
        Map<String, Cluster> clusters,
        Map<String, Replica> replicas,
        Map<String, Item> items,
        Map<String, Role> roles,
        List<Membership> memberships,
        Map<CommentKey, String> comments,
        List<DefaultPrivilege> defaultPrivileges,
        Acl systemAcl,
        Map<String, String> systemSettings) {

    /** A role that is a member of another. */
    public record Membership(String roleId, String memberId, String grantorId) {}

    /** What a comment is on; {@code column} is a 1-based position, or 0. */
    public record CommentKey(String id, Kind kind, int column) {}

    /** What new objects of {@code creatorId} get; database and schema are null for everywhere, {@code kind} is the target. */
    public record DefaultPrivilege(
            String creatorId, String databaseId, String schemaId, Kind kind, Acl.Item privileges) {}

    /** The members of a cluster, in order of their ids. */
    public Stream<Replica> replicasOf(String clusterId) {
        return replicas.values().stream().filter(replica -> replica.clusterId().equals(clusterId));
    }

    /** Whether a system setting is on. */
    public boolean isOn(String setting) {
        return "on".equals(systemSettings.get(setting));
    }

    static <K, V> Map<K, V> frozen(Map<K, V> map) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

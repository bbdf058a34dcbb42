package dev.cutover.activities.materialize.fingerprint;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.DefaultPrivileges;
import dev.cutover.activities.materialize.catalog.Definitions;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.ReplicaEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything that makes one side what it is, in a handful of set-based queries: they are asked inside the open swap too,
 * which has seconds (P4).
 *
 * @param schemas its schemas that still exist
 * @param clusters its clusters that still exist
 * @param replicas replicas of unmanaged clusters; those of a managed one come and go with its options, by a schedule or a
 *     reconfiguration, as the server likes
 * @param defaults default privileges of its schemas
 * @param objects all objects in the schemas or on the clusters, also strangers'
 * @param definitions definitions by object id
 * @param comments comments on the objects and their columns
 */
public record SideFacts(
        List<SchemaEntry> schemas,
        List<ClusterEntry> clusters,
        List<ReplicaEntry> replicas,
        List<DefaultPrivilege> defaults,
        List<ObjectEntry> objects,
        Map<String, String> definitions,
        List<CommentEntry> comments) {
    public SideFacts {
        schemas = List.copyOf(schemas);
        clusters = List.copyOf(clusters);
        replicas = List.copyOf(replicas);
        defaults = List.copyOf(defaults);
        objects = List.copyOf(objects);
        definitions = Collections.unmodifiableMap(new HashMap<>(definitions)); // A progress relation has none: null.
        comments = List.copyOf(comments);
    }

    /** Reads the side that these schemas and clusters are. */
    public static SideFacts read(Session session, Collection<String> schemaIds, Collection<String> clusterIds)
            throws SQLException {
        Catalog catalog = new Catalog(session);
        List<ClusterEntry> clusters = catalog.clustersById(clusterIds);
        List<String> unmanaged = clusters.stream()
                .filter(cluster -> !cluster.managed())
                .map(ClusterEntry::id)
                .toList();
        List<ObjectEntry> objects = catalog.objectsIn(schemaIds, clusterIds);
        List<String> ids = objects.stream().map(ObjectEntry::id).toList();
        return new SideFacts(
                catalog.schemasById(schemaIds),
                clusters,
                catalog.replicas(unmanaged),
                DefaultPrivileges.of(session, schemaIds, catalog.roles()),
                objects,
                Definitions.of(session, ids),
                catalog.comments(ids));
    }

    /** SHA-256 (hex) over all of it. Our own ownership lines do not count. */
    public String fingerprint() {
        Collection<String> facts = new TreeSet<>();
        for (SchemaEntry schema : schemas) {
            facts.add("schema " + schema.id() + " " + schema.name() + " " + schema.holding() + " "
                    + OwnershipLine.withoutLine(schema.comment()));
        }
        for (ClusterEntry cluster : clusters) {
            facts.add("cluster " + cluster.id() + " " + cluster.name() + " " + cluster.holding() + " "
                    + cluster.managed() + " " + cluster.lastingOptions() + " "
                    + OwnershipLine.withoutLine(cluster.comment()));
        }
        replicas.forEach(replica -> facts.add("replica " + replica));
        defaults.forEach(privilege -> facts.add("default " + privilege));
        for (ObjectEntry object : objects) {
            facts.add("object " + object + " " + definitions.get(object.id()));
        }
        comments.forEach(comment -> facts.add("comment " + comment));
        return Sha256.hex(String.join("\n", facts));
    }
}

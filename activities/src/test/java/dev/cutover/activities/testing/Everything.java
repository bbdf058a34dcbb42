package dev.cutover.activities.testing;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that a test's corner holds, one line each, so that two moments can be compared. */
final class Everything {
    private Everything() {}

    static List<String> of(Session session, String database, String prefix) throws SQLException {
        Catalog catalog = new Catalog(session);
        List<String> lines = new ArrayList<>();
        List<String> schemaIds = new ArrayList<>();
        for (SchemaEntry schema : catalog.schemas()) {
            if (schema.name().database().equals(database)) {
                schemaIds.add(schema.id());
                lines.add("schema " + schema);
            }
        }
        List<String> clusterIds = new ArrayList<>();
        for (ClusterEntry cluster : catalog.clusters()) {
            if (cluster.name().startsWith(prefix)) {
                clusterIds.add(cluster.id());
                lines.add("cluster " + cluster);
            }
        }
        List<ObjectEntry> objects = catalog.objectsIn(schemaIds, clusterIds);
        objects.forEach(object -> lines.add("object " + object));
        catalog.comments(objects.stream().map(ObjectEntry::id).toList())
                .forEach(comment -> lines.add("comment " + comment));
        return lines.stream().sorted().toList();
    }
}

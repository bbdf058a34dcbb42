package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What production has, as far as one deployment is concerned.
 *
 * @param database what names without a database mean
 * @param databases privileges on all databases, by name
 * @param schemas all schemas by full name
 * @param clusters all clusters by name
 */
record Production(
        String database,
        Map<String, Acl> databases,
        Map<SchemaName, SchemaEntry> schemas,
        Map<String, ClusterEntry> clusters) {
    /** Reads the catalog. */
    static Production read(Catalog catalog) throws SQLException {
        Map<SchemaName, SchemaEntry> schemas = new TreeMap<>(Comparator.comparing(SchemaName::toString));
        catalog.schemas().forEach(schema -> schemas.put(schema.name(), schema));
        Map<String, ClusterEntry> clusters = new TreeMap<>();
        catalog.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
        return new Production(catalog.currentDatabase(), catalog.databases(), schemas, clusters);
    }

    Optional<SchemaEntry> schema(SchemaName name) {
        return Optional.ofNullable(schemas.get(name));
    }

    Optional<ClusterEntry> cluster(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    /**
     * Everything in the schemas and on the clusters that the swap replaces or removes.
     *
     * @param objects all of it, strangers' too
     * @param partIds ids of what a source brings along by itself
     * @param tableIds ids of plain tables: they hold what people inserted
     * @param indexed what each index is on, by the index's id
     */
    record Blue(List<ObjectEntry> objects, Set<String> partIds, Set<String> tableIds, Map<String, ObjectName> indexed) {
        static Blue read(Catalog catalog, List<String> schemaIds, List<String> clusterIds) throws SQLException {
            List<ObjectEntry> objects = catalog.objectsIn(schemaIds, clusterIds);
            List<String> ids = objects.stream().map(ObjectEntry::id).toList();
            Set<String> tables = new HashSet<>();
            objects.stream()
                    .filter(object -> object.kind() == ObjectKind.TABLE)
                    .forEach(table -> tables.add(table.id()));
            catalog.tablesFromSources(tables).forEach(tables::remove);
            return new Blue(objects, Set.copyOf(catalog.partsOfSources(ids)), tables, indexed(catalog, objects));
        }

        private static Map<String, ObjectName> indexed(Catalog catalog, List<ObjectEntry> objects) throws SQLException {
            Map<String, ObjectName> names = new TreeMap<>();
            objects.stream()
                    .filter(object -> object.kind() != ObjectKind.INDEX)
                    .forEach(object -> names.put(object.id(), object.name()));
            List<String> indexes = objects.stream()
                    .filter(object -> object.kind() == ObjectKind.INDEX)
                    .map(ObjectEntry::id)
                    .toList();
            Map<String, ObjectName> indexed = new TreeMap<>();
            for (Dependency dependency : catalog.referencesOf(indexes)) {
                ObjectName relation = names.get(dependency.referencedId());
                if (relation != null) {
                    indexed.put(dependency.dependentId(), relation);
                }
            }
            return indexed;
        }

        List<String> ids() {
            return objects.stream().map(ObjectEntry::id).toList();
        }
    }
}

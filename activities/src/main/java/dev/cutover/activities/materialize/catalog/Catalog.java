package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import io.temporal.failure.ApplicationFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the catalog says now about schemas, clusters and objects. Each method asks anew, but for the names of roles, which
 * never change. Ids of schemas, clusters and objects are counted apart: a comment is found by id and type.
 */
public final class Catalog {
    private static final String SCHEMAS =
            "SELECT s.id, d.name, s.name, r.name, s.privileges, c.comment FROM mz_catalog.mz_schemas s"
                    + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
                    + " JOIN mz_catalog.mz_roles r ON r.id = s.owner_id"
                    + " LEFT JOIN mz_internal.mz_comments c ON c.id = s.id AND c.object_type = 'schema'";
    private static final String CLUSTERS =
            "SELECT c.id, c.name, r.name, c.privileges, m.comment, c.managed, c.replication_factor, c.size,"
                    + " c.availability_zones, c.introspection_debugging, c.introspection_interval, s.type,"
                    + " s.refresh_hydration_time_estimate FROM mz_catalog.mz_clusters c"
                    + " JOIN mz_catalog.mz_roles r ON r.id = c.owner_id"
                    + " LEFT JOIN mz_internal.mz_cluster_schedules s ON s.cluster_id = c.id"
                    + " LEFT JOIN mz_internal.mz_comments m ON m.id = c.id AND m.object_type = 'cluster'";
    private static final String OBJECTS =
            "SELECT o.id, d.name, s.name, o.name, o.type, o.cluster_id, o.schema_id, r.name, o.privileges"
                    + " FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                    + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
                    + " JOIN mz_catalog.mz_roles r ON r.id = o.owner_id WHERE o.id LIKE 'u%'";

    private final Session session;
    private final boolean knownKindsOnly;
    private Map<String, String> roles;

    /** A catalog in which an object of a kind that this version does not know is a final failure, PLAN_REFUSED. */
    public Catalog(Session session) {
        this(session, false);
    }

    private Catalog(Session session, boolean knownKindsOnly) {
        this.session = session;
        this.knownKindsOnly = knownKindsOnly;
    }

    /** A catalog that shows no objects of other kinds: they are strangers, which keep their place from being dropped. */
    public static Catalog ofKnownKinds(Session session) {
        return new Catalog(session, true);
    }

    /** The role that this session acts as. */
    public String currentRole() throws SQLException {
        return session.query("SELECT current_user", row -> row.getString(1)).get(0);
    }

    /** The database that this session resolves short names in. */
    public String currentDatabase() throws SQLException {
        return session.query("SHOW database", row -> row.getString(1)).get(0);
    }

    /** Names of all roles by id. */
    public Map<String, String> roles() throws SQLException {
        if (roles == null) {
            Map<String, String> names = new HashMap<>();
            session.query(
                    "SELECT id, name FROM mz_catalog.mz_roles", row -> names.put(row.getString(1), row.getString(2)));
            roles = names;
        }
        return roles;
    }

    /** Privileges on all databases, by the database's name. */
    public Map<String, Acl> databases() throws SQLException {
        Map<String, String> names = roles();
        Map<String, Acl> databases = new HashMap<>();
        session.query(
                "SELECT name, privileges FROM mz_catalog.mz_databases",
                row -> databases.put(row.getString(1), Acl.parse(row.getString(2), names)));
        return databases;
    }

    /** All schemas that belong to a database. */
    public List<SchemaEntry> schemas() throws SQLException {
        return readSchemas(SCHEMAS);
    }

    /** The schemas of these ids that still exist, whatever their names are now. */
    public List<SchemaEntry> schemasById(Collection<String> ids) throws SQLException {
        return readSchemas(SCHEMAS + " WHERE s.id IN (" + Literals.list(ids) + ")");
    }

    /** The schema that has this name now. */
    public Optional<SchemaEntry> schema(SchemaName name) throws SQLException {
        return readSchemas(SCHEMAS + " WHERE d.name = " + Literals.quote(name.database()) + " AND s.name = "
                        + Literals.quote(name.name()))
                .stream()
                .findFirst();
    }

    /** All clusters, also those of the system. */
    public List<ClusterEntry> clusters() throws SQLException {
        return readClusters(CLUSTERS);
    }

    /** The clusters of these ids that still exist, whatever their names are now. */
    public List<ClusterEntry> clustersById(Collection<String> ids) throws SQLException {
        return readClusters(CLUSTERS + " WHERE c.id IN (" + Literals.list(ids) + ")");
    }

    /** The cluster that has this name now. */
    public Optional<ClusterEntry> cluster(String name) throws SQLException {
        return readClusters(CLUSTERS + " WHERE c.name = " + Literals.quote(name)).stream()
                .findFirst();
    }

    /** The replicas of these clusters. */
    public List<ReplicaEntry> replicas(Collection<String> clusterIds) throws SQLException {
        return session.query(
                "SELECT cluster_id, name, size, availability_zone FROM mz_catalog.mz_cluster_replicas"
                        + " WHERE cluster_id IN (" + Literals.list(clusterIds) + ") ORDER BY cluster_id, name",
                row -> new ReplicaEntry(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    /** Everything in these schemas or on these clusters. */
    public List<ObjectEntry> objectsIn(Collection<String> schemaIds, Collection<String> clusterIds)
            throws SQLException {
        return readObjects(OBJECTS + " AND (o.schema_id IN (" + Literals.list(schemaIds) + ") OR o.cluster_id IN ("
                + Literals.list(clusterIds) + ")) ORDER BY d.name, s.name, o.name, o.id");
    }

    /** The objects of these ids that still exist, whatever their names are now. */
    public List<ObjectEntry> objectsById(Collection<String> ids) throws SQLException {
        return readObjects(OBJECTS + " AND o.id IN (" + Literals.list(ids) + ") ORDER BY d.name, s.name, o.name, o.id");
    }

    /** The objects that have one of these names now. */
    public List<ObjectEntry> objectsNamed(Collection<ObjectName> names) throws SQLException {
        Set<ObjectName> wanted = Set.copyOf(names);
        Collection<String> schemas = names.stream().map(ObjectName::schema).collect(Collectors.toSet());
        Collection<String> last = names.stream().map(ObjectName::name).collect(Collectors.toSet());
        String sql = OBJECTS + " AND s.name IN (" + Literals.list(schemas) + ") AND o.name IN (" + Literals.list(last)
                + ") ORDER BY d.name, s.name, o.name, o.id";
        return readObjects(sql).stream()
                .filter(object -> wanted.contains(object.name()))
                .toList();
    }

    /** Ids of sources that the server made for another source (progress, subsources) and drops along with it. */
    public List<String> partsOfSources(Collection<String> objectIds) throws SQLException {
        return session.query(
                "SELECT id FROM mz_catalog.mz_sources WHERE type IN ('progress', 'subsource') AND id IN ("
                        + Literals.list(objectIds) + ")",
                row -> row.getString(1));
    }

    /** Ids of tables that a source fills; the others hold what people inserted. */
    public List<String> tablesFromSources(Collection<String> objectIds) throws SQLException {
        return session.query(
                "SELECT id FROM mz_catalog.mz_tables WHERE source_id IS NOT NULL AND id IN (" + Literals.list(objectIds)
                        + ")",
                row -> row.getString(1));
    }

    /** What directly uses any of these objects. */
    public List<Dependency> dependentsOf(Collection<String> objectIds) throws SQLException {
        return readDependencies("referenced_object_id", objectIds);
    }

    /** What any of these objects directly uses. */
    public List<Dependency> referencesOf(Collection<String> objectIds) throws SQLException {
        return readDependencies("object_id", objectIds);
    }

    /** Comments on these objects and their columns. */
    public List<CommentEntry> comments(Collection<String> objectIds) throws SQLException {
        return session.query(
                "SELECT id, object_type, object_sub_id, comment FROM mz_internal.mz_comments WHERE object_type NOT IN"
                        + " ('schema', 'cluster', 'cluster-replica', 'database', 'role', 'network-policy') AND id IN ("
                        + Literals.list(objectIds) + ")",
                row -> new CommentEntry(row.getString(1), row.getString(2), nullableInt(row, 3), row.getString(4)));
    }

    /** Columns of these relations, in order. */
    public List<ColumnEntry> columns(Collection<String> objectIds) throws SQLException {
        return session.query(
                "SELECT id, position, name, type, nullable FROM mz_catalog.mz_columns WHERE id IN ("
                        + Literals.list(objectIds) + ") ORDER BY id, position",
                row -> new ColumnEntry(
                        row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getBoolean(5)));
    }

    private List<SchemaEntry> readSchemas(String sql) throws SQLException {
        Map<String, String> names = roles();
        return session.query(
                sql,
                row -> new SchemaEntry(
                        row.getString(1),
                        new SchemaName(row.getString(2), row.getString(3)),
                        new Holding(row.getString(4), Acl.parse(row.getString(5), names)),
                        row.getString(6)));
    }

    private List<ClusterEntry> readClusters(String sql) throws SQLException {
        Map<String, String> names = roles();
        return session.query(
                sql,
                row -> new ClusterEntry(
                        row.getString(1),
                        row.getString(2),
                        new Holding(row.getString(3), Acl.parse(row.getString(4), names)),
                        row.getString(5),
                        row.getBoolean(6),
                        nullableInt(row, 7),
                        "factor=" + row.getString(7) + " size=" + row.getString(8) + " zones=" + row.getString(9)
                                + " debugging=" + row.getString(10) + " interval=" + row.getString(11) + " schedule="
                                + row.getString(12) + " estimate=" + row.getString(13)));
    }

    private List<ObjectEntry> readObjects(String sql) throws SQLException {
        Map<String, String> names = roles();
        return session.query(sql, row -> readObject(row, names)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ObjectEntry> readObject(ResultSet row, Map<String, String> names) throws SQLException {
        ObjectName name = new ObjectName(row.getString(2), row.getString(3), row.getString(4));
        Optional<ObjectKind> kind = ObjectKind.ofCatalogType(row.getString(5));
        if (kind.isEmpty() && knownKindsOnly) {
            return Optional.empty();
        }
        return Optional.of(new ObjectEntry(
                new CatalogObject(
                        row.getString(1),
                        name,
                        kind.orElseThrow(unknownKind(name, row.getString(5))),
                        row.getString(6)),
                row.getString(7),
                new Holding(row.getString(8), Acl.parse(row.getString(9), names))));
    }

    private List<Dependency> readDependencies(String column, Collection<String> ids) throws SQLException {
        return session.query(
                "SELECT object_id, referenced_object_id FROM mz_internal.mz_object_dependencies WHERE object_id LIKE"
                        + " 'u%' AND referenced_object_id LIKE 'u%' AND " + column + " IN (" + Literals.list(ids) + ")",
                row -> new Dependency(row.getString(1), row.getString(2)));
    }

    private static Supplier<ApplicationFailure> unknownKind(ObjectName name, String catalogType) {
        return () -> Failures.of(
                FailureType.PLAN_REFUSED,
                "Object " + name + " is of the kind '" + catalogType
                        + "', which this version of Cutover does not know.",
                "This step changed nothing in production.",
                "Upgrade the worker, or move the object out of the schemas and clusters that are deployed, then start"
                        + " again.");
    }

    private static Integer nullableInt(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Integer.valueOf(text);
    }
}

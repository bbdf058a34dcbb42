package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.materialize.privileges.MissingRights;
import dev.cutover.activities.materialize.privileges.Privilege;
import dev.cutover.activities.materialize.privileges.Rights;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks beforehand that the connecting role may do all that the deployment will do, so that nothing ends half way. */
final class Permissions {
    private final Rights rights;
    private final Production production;
    private final MissingRights missing;

    Permissions(Rights rights, Production production) {
        this.rights = rights;
        this.production = production;
        this.missing = new MissingRights(rights.role());
    }

    /** Schemas: a swap needs ownership of both sides, a rename CREATE on the database as well (FINDINGS 28). */
    void checkSchemas(List<PlannedSchema> schemas, String fenceDatabase) {
        Set<String> databases = new TreeSet<>(Set.of(fenceDatabase));
        for (PlannedSchema schema : schemas) {
            databases.add(schema.name().database());
            production.schema(schema.name()).ifPresent(blue -> checkOwner("schema " + schema.name(), blue.holding()));
        }
        for (String database : databases) {
            Acl acl = production.databases().get(database);
            if (acl == null) {
                continue;
            }
            for (Privilege needed : List.of(Privilege.CREATE, Privilege.USAGE)) {
                if (!rights.has(needed, acl)) {
                    missing.onDatabase(needed, database);
                }
            }
        }
    }

    /** Clusters: a swap needs ownership of both sides, green's is created. */
    void checkClusters(List<PlannedCluster> clusters) {
        boolean creates = false;
        for (PlannedCluster cluster : clusters) {
            creates |= cluster.green() != null;
            production
                    .cluster(cluster.name())
                    .ifPresent(blue -> checkOwner("cluster " + cluster.name(), blue.holding()));
        }
        if (creates && !rights.unlimited() && !rights.createsClusters()) {
            missing.createCluster();
        }
    }

    /** Objects: green's get blue's owners, and all of them are dropped one day; default privileges act for their role. */
    void checkObjects(Production.Blue blue, List<DefaultPrivilege> defaults) {
        for (ObjectEntry object : blue.objects()) {
            checkOwner(object.kind().sqlWords().toLowerCase(Locale.ROOT) + " " + object.name(), object.holding());
        }
        for (DefaultPrivilege privilege : defaults) {
            if (rights.unlimited()) {
                return;
            }
            if (privilege.creator() == null) {
                missing.superuser(
                        "a schema has default privileges FOR ALL ROLES, which only a superuser can give to its"
                                + " clone");
            } else if (!rights.actsAs().contains(privilege.creator())) {
                missing.role(
                        privilege.creator(), "a schema has default privileges for objects of " + privilege.creator());
            }
        }
    }

    /** Adopted schemas and clusters: they are marked, swapped and dropped like those that the deployment makes. */
    void checkAdopted(Map<String, Holding> holdings) {
        holdings.forEach(this::checkOwner);
    }

    /** What the project reads outside of the deployed schemas. */
    void checkReferences(Catalog catalog, Collection<ObjectName> names) throws SQLException {
        for (ObjectEntry object : catalog.objectsNamed(names)) {
            checkSchemaUsage(object);
            checkUse(object);
        }
    }

    /**
     * Sinks that are to follow: ALTER SINK needs ownership of the sink, CREATE on its cluster and USAGE on its connection,
     * on the connection's secrets and on the schemas of all of them; what it is to read is green's, which is the owner's.
     */
    void checkSinks(Catalog catalog, Collection<SinkEntry> sinks) throws SQLException {
        Map<String, ClusterEntry> clusters = new HashMap<>();
        production.clusters().values().forEach(cluster -> clusters.put(cluster.id(), cluster));
        for (SinkEntry sink : sinks) {
            checkOwner("sink " + sink.name(), sink.object().holding());
            checkSchemaUsage(sink.object());
            ClusterEntry cluster = clusters.get(sink.object().object().clusterId());
            if (cluster != null
                    && !rights.has(Privilege.CREATE, cluster.holding().privileges())) {
                missing.on(Privilege.CREATE, Grantable.cluster(cluster.name()));
            }
        }
        Set<String> used = sinks.stream().map(SinkEntry::id).collect(Collectors.toSet());
        while (!used.isEmpty()) {
            Set<String> next = new TreeSet<>();
            catalog.referencesOf(used).forEach(reference -> next.add(reference.referencedId()));
            used = new TreeSet<>();
            for (ObjectEntry object : catalog.objectsById(next)) {
                if (object.kind() == ObjectKind.CONNECTION || object.kind() == ObjectKind.SECRET) {
                    checkSchemaUsage(object);
                    checkUse(object);
                    used.add(object.id());
                }
            }
        }
    }

    private void checkSchemaUsage(ObjectEntry object) {
        SchemaName schema = object.name().schemaName();
        production
                .schema(schema)
                .filter(entry -> !rights.has(Privilege.USAGE, entry.holding().privileges()))
                .ifPresent(entry -> missing.on(Privilege.USAGE, Grantable.schema(schema)));
    }

    private void checkUse(ObjectEntry object) {
        Privilege needed = isRelation(object.kind()) ? Privilege.SELECT : Privilege.USAGE;
        Grantable grantable = Grantable.object(object.name(), object.kind());
        if (grantable.grantWords() != null
                && !rights.has(needed, object.holding().privileges())) {
            missing.on(needed, grantable);
        }
    }

    private static boolean isRelation(ObjectKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> true;
            case INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }

    private void checkOwner(String what, Holding holding) {
        if (!rights.owns(holding)) {
            missing.role(holding.owner(), what + " belongs to " + holding.owner());
        }
    }

    /** Throws PERMISSION_DENIED with all that is missing; does nothing when nothing is. */
    void throwIfMissing() {
        if (missing.isEmpty()) {
            return;
        }
        throw Failures.of(
                FailureType.PERMISSION_DENIED,
                "Role " + rights.role() + " may not do what this deployment needs:\n  " + missing.reasons() + "\n",
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                "Have a superuser or the owner run this, then start again:\n  " + missing.statements());
    }
}

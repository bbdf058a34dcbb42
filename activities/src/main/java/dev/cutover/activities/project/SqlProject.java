package dev.cutover.activities.project;

import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A project that was read and is consistent in itself: no syntax error that shows without a server, no duplicate, no
 * circle, no unknown name in its own schemas.
 *
 * @param pin where it came from and what its content was
 * @param schemas the deployed schemas, sorted
 * @param clusters how clusters are made, where the project says so
 * @param objects all objects, each after those of them that it reads
 * @param checks queries that must return no row, by name
 * @param expectations what it expects of the differences between its rows and production's
 * @param warnings whole sentences for the approver
 */
public record SqlProject(
        ProjectPin pin,
        List<SchemaName> schemas,
        List<SqlCluster> clusters,
        List<SqlObject> objects,
        List<SqlCheck> checks,
        Expectations expectations,
        List<String> warnings) {
    public SqlProject {
        schemas = List.copyOf(schemas);
        clusters = List.copyOf(clusters);
        objects = List.copyOf(objects);
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
    }

    /** Names of the clusters that objects and indexes run on: the deployed clusters. */
    public Set<String> clusterNames() {
        Set<String> names = new TreeSet<>();
        for (SqlObject object : objects) {
            if (object.cluster() != null) {
                names.add(object.cluster());
            }
            object.indexes().forEach(index -> names.add(index.cluster()));
        }
        return names;
    }

    /** How the project makes this cluster; empty when it leaves that to production. */
    public Optional<SqlCluster> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    /** The object of this name. */
    public Optional<SqlObject> object(ObjectName name) {
        return objects.stream().filter(object -> object.name().equals(name)).findFirst();
    }
}

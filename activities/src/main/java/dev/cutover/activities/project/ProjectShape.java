package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What planning has to know of a project, whatever it is written in.
 *
 * @param pin where it came from and what its content was
 * @param schemas the deployed schemas, sorted
 * @param clusterFiles how clusters are made, where the project says so
 * @param clusterUses where the project names its deployed clusters
 * @param objects all objects, each after those of them that it reads and directly before its indexes
 * @param rebuiltTables plain tables that the project fills itself, so that nothing of them is lost
 * @param checks queries that must return no row, by name
 * @param outside what it refers to outside of the deployed schemas, in the order of the files
 * @param naming names of green that are not for the deployment to choose
 * @param warnings whole sentences for the approver
 * @param dbt what dbt builds and tests; null for an SQL project
 */
public record ProjectShape(
        ProjectPin pin,
        List<SchemaName> schemas,
        List<SqlCluster> clusterFiles,
        List<ClusterUse> clusterUses,
        List<PlannedObject> objects,
        Set<ObjectName> rebuiltTables,
        List<PlannedCheck> checks,
        List<OutsideReference> outside,
        GreenNaming naming,
        List<String> warnings,
        DbtPlan dbt) {
    public ProjectShape {
        schemas = List.copyOf(schemas);
        clusterFiles = List.copyOf(clusterFiles);
        clusterUses = List.copyOf(clusterUses);
        objects = List.copyOf(objects);
        rebuiltTables = Set.copyOf(rebuiltTables);
        checks = List.copyOf(checks);
        outside = List.copyOf(outside);
        warnings = List.copyOf(warnings);
    }

    /**
     * A place at which the project names a cluster.
     *
     * @param cluster production name
     * @param file file relative to the project's folder
     * @param line line from 1, or 0
     * @param column column from 1, or 0
     */
    public record ClusterUse(String cluster, String file, int line, int column) {}

    /**
     * Names that something else has fixed.
     *
     * @param schemas green names by production name
     * @param clusters green names by production name
     */
    public record GreenNaming(Map<SchemaName, String> schemas, Map<String, String> clusters) {
        /** Nothing is fixed. */
        public static final GreenNaming FREE = new GreenNaming(Map.of(), Map.of());

        /** The name that a schema's clone must have, when it must have one. */
        public Optional<String> of(SchemaName schema) {
            return Optional.ofNullable(schemas.get(schema));
        }

        /** The name that a cluster's clone must have, when it must have one. */
        public Optional<String> of(String cluster) {
            return Optional.ofNullable(clusters.get(cluster));
        }
    }

    /** The shape of an SQL project. */
    public static ProjectShape of(SqlProject project) {
        List<PlannedObject> objects = new ArrayList<>();
        List<ClusterUse> uses = new ArrayList<>();
        for (SqlObject object : project.objects()) {
            objects.add(new PlannedObject(
                    object.name(), object.kind(), object.cluster(), object.file(), object.line(), object.dependsOn()));
            if (object.cluster() != null) {
                uses.add(use(object.file(), object.create()));
            }
            for (SqlIndex index : object.indexes()) {
                objects.add(new PlannedObject(
                        object.indexName(index),
                        ObjectKind.INDEX,
                        index.cluster(),
                        object.file(),
                        index.line(),
                        List.of(object.name())));
                uses.add(use(object.file(), index.create()));
            }
        }
        return new ProjectShape(
                project.pin(),
                project.schemas(),
                project.clusters(),
                uses,
                objects,
                Set.of(),
                project.checks().stream()
                        .map(check -> new PlannedCheck(check.name(), check.file()))
                        .toList(),
                outside(project),
                GreenNaming.FREE,
                project.warnings(),
                null);
    }

    private static ClusterUse use(String file, ParsedStatement statement) {
        return new ClusterUse(
                statement.cluster().identifier(),
                file,
                statement.cluster().line(),
                statement.cluster().column());
    }

    private static List<OutsideReference> outside(SqlProject project) {
        return Stream.concat(
                        project.objects().stream().flatMap(object -> object.outside().stream()),
                        project.checks().stream().flatMap(check -> check.outside().stream()))
                .sorted(Comparator.comparing(OutsideReference::file)
                        .thenComparing(OutsideReference::line)
                        .thenComparing(OutsideReference::column))
                .toList();
    }

    /** Names of the clusters that objects and indexes run on: the deployed clusters, sorted. */
    public Set<String> clusterNames() {
        return clusterUses.stream().map(ClusterUse::cluster).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How the project makes this cluster; empty when it leaves that to production. */
    public Optional<SqlCluster> cluster(String name) {
        return clusterFiles.stream()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst();
    }
}

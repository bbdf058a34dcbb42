package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ReplicaEntry;
import dev.cutover.activities.materialize.ddl.Clusters;
import dev.cutover.activities.project.InvalidProject;
import dev.cutover.activities.project.ProjectProblem;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.ProjectShape.ClusterUse;
import dev.cutover.activities.project.SqlCluster;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.PlannedCluster;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what the swap does with each cluster, and by which statements green's is made. */
final class ClusterPlanning {
    private final Session session;
    private final Production production;
    private final DeploymentNames names;
    private final Refusals refusals;
    private final List<String> warnings;

    ClusterPlanning(
            Session session, Production production, DeploymentNames names, Refusals refusals, List<String> warnings) {
        this.session = session;
        this.production = production;
        this.names = names;
        this.refusals = refusals;
        this.warnings = warnings;
    }

    List<PlannedCluster> plan(ProjectShape project, Removes removes) throws SQLException {
        checkKnown(project);
        List<PlannedCluster> planned = new ArrayList<>();
        for (String name : project.clusterNames()) {
            NameLimit.check("cluster", name, names, refusals);
            planned.add(deployed(project, name));
        }
        for (String name : removes.clusters()) {
            if (project.clusterNames().contains(name)) {
                refusals.add("removes names cluster " + name + ", but the project still uses it. Take it out of one.");
            } else if (production.cluster(name).isEmpty()) {
                refusals.add("removes names cluster " + name
                        + ", which production does not have. Take the entry out, or correct it.");
            } else {
                NameLimit.check("cluster", name, names, refusals);
                String id = production.cluster(name).get().id();
                planned.add(new PlannedCluster(name, Change.REMOVE, id, null, names.retired(name), List.of()));
            }
        }
        planned.stream()
                .filter(cluster -> cluster.blueId() != null && cluster.blueId().startsWith("s"))
                .forEach(cluster -> refusals.add("Cluster " + cluster.name()
                        + " belongs to the system and cannot be swapped. Name another one in IN CLUSTER."));
        project.clusterFiles().stream()
                .filter(cluster -> !project.clusterNames().contains(cluster.name()))
                .forEach(cluster -> warnings.add(cluster.file()
                        + " is not applied, since no object of the project runs on cluster " + cluster.name() + "."));
        planned.sort(Comparator.comparing(PlannedCluster::name));
        return planned;
    }

    /** A cluster that nobody makes is a mistake in the file that names it. */
    private void checkKnown(ProjectShape project) {
        List<ProjectProblem> problems = new ArrayList<>();
        for (ClusterUse use : project.clusterUses()) {
            String name = use.cluster();
            if (production.cluster(name).isEmpty() && project.cluster(name).isEmpty()) {
                problems.add(
                        new ProjectProblem(use.file(), use.line(), use.column(), unknown(name, project.dbt() == null)));
            }
        }
        if (!problems.isEmpty()) {
            throw InvalidProject.with(problems);
        }
    }

    private static String unknown(String name, boolean sql) {
        return "Unknown cluster " + name + ": production does not have it. Correct the name, or "
                + (sql
                        ? "add clusters/" + name + ".sql with its CREATE CLUSTER."
                        : "create it, empty, so that the deployment can make its clone of it.");
    }

    private PlannedCluster deployed(ProjectShape project, String name) throws SQLException {
        Optional<ClusterEntry> blue = production.cluster(name);
        Optional<SqlCluster> own = project.cluster(name);
        String green = project.naming().of(name).orElseGet(() -> names.green(name));
        List<String> createdFrom =
                own.isPresent() ? List.of(own.get().createAs(green)) : replayed(blue.orElseThrow(), green);
        return blue.isPresent()
                ? new PlannedCluster(name, Change.REPLACE, blue.get().id(), green, names.retired(name), createdFrom)
                : new PlannedCluster(name, Change.NEW, null, green, null, createdFrom);
    }

    private List<String> replayed(ClusterEntry blue, String green) throws SQLException {
        if (!blue.managed()) {
            return rebuilt(blue, green);
        }
        String replayed = Clusters.replayed(session, blue.name(), green);
        if (blue.replicationFactor() != null && blue.replicationFactor() == 0) {
            warnings.add("Cluster " + blue.name() + " has no replicas, and green could never hydrate without one: green"
                    + " gets one, and production has it after the swap.");
            return List.of(Clusters.withOneReplica(replayed));
        }
        return List.of(replayed);
    }

    /** An unmanaged cluster has no SHOW CREATE; its replicas are in the catalog, with all but two of their options. */
    private List<String> rebuilt(ClusterEntry blue, String green) throws SQLException {
        List<ReplicaEntry> replicas = new Catalog(session).replicas(List.of(blue.id()));
        String instead = " Add clusters/" + blue.name() + ".sql with the CREATE CLUSTER that green is to have.";
        if (replicas.isEmpty()) {
            refusals.add("Cluster " + blue.name() + " is unmanaged and has no replicas, so that nothing says which size"
                    + " green needs." + instead);
            return List.of();
        }
        List<String> sizeless = replicas.stream()
                .filter(replica -> replica.size() == null)
                .map(ReplicaEntry::name)
                .toList();
        if (!sizeless.isEmpty()) {
            refusals.add("Cluster " + blue.name() + " is unmanaged, and the catalog does not show how its replicas "
                    + String.join(", ", sizeless) + " were made." + instead);
            return List.of();
        }
        warnings.add("Cluster " + blue.name() + " is unmanaged and is rebuilt from its " + replicas.size()
                + " replicas. The catalog does not show their introspection options, so that green has the defaults.");
        return List.of(Clusters.createUnmanaged(green, replicas));
    }
}

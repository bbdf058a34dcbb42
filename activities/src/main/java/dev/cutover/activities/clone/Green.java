package dev.cutover.activities.clone;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.DefaultPrivileges;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.activities.materialize.ownership.Design;
import dev.cutover.activities.materialize.ownership.Ownership;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.activities.materialize.privileges.GrantCopier;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one green schema or cluster at a time. Our line goes into the comment directly after CREATE, so that what a worker
 * leaves behind when it dies is known as ours ({@link Ownership}).
 */
final class Green {
    private final ActivityRun run;
    private final Session session;
    private final Catalog catalog;
    private final Plan plan;
    private final Ownership ownership;
    private final String namespace;
    private final String design;

    /**
     * Green of a plan.
     *
     * @param namespace id of the Temporal namespace; null when it is not known
     */
    Green(ActivityRun run, Session session, Plan plan, String namespace) {
        this.run = run;
        this.session = session;
        this.catalog = new Catalog(session);
        this.plan = plan;
        this.ownership = Ownership.ofRunning(catalog, plan.deployment());
        this.namespace = namespace;
        this.design = Design.of(plan);
    }

    /** Makes or completes a green schema; returns its catalog id. */
    String schema(PlannedSchema planned) throws SQLException {
        SchemaName name = planned.greenName();
        SchemaEntry green = marked(name);
        if (planned.blueId() != null) {
            SchemaEntry blue = catalog.schemasById(List.of(planned.blueId())).stream()
                    .findFirst()
                    .orElseThrow(() -> productionMoved("schema " + planned.name()));
            copyDefaultPrivileges(blue.id(), green);
            GrantCopier.copy(session, Grantable.schema(name), blue.holding(), green.holding());
        }
        return green.id();
    }

    private String line(String id) {
        return new OwnershipLine(plan.deployment(), run.info().getWorkflowId(), plan.target(), id, namespace, design)
                .text();
    }

    /** Makes a schema that is ours until the end and never swapped. */
    void scratch(SchemaName name) throws SQLException {
        marked(name);
    }

    /** A schema of this name with our line in its comment. */
    private SchemaEntry marked(SchemaName name) throws SQLException {
        SchemaEntry green = ownSchema(name);
        if (green == null) {
            createUnlessThere(
                    List.of(Schemas.create(name)), () -> catalog.schema(name).isPresent());
            green = ownSchema(name);
        }
        if (green == null) {
            throw lost("Green schema " + name + " is gone directly after it was created.");
        }
        if (!isMarked("schema " + name, green.id(), green.comment())) {
            session.execute(Comments.onSchema(name, line(green.id())));
        }
        return green;
    }

    /** Makes or completes a green cluster; returns its catalog id. */
    String cluster(PlannedCluster planned) throws SQLException {
        String name = planned.green();
        ClusterEntry green = ownCluster(name);
        if (green == null) {
            createUnlessThere(planned.createdFrom(), () -> catalog.cluster(name).isPresent());
            green = ownCluster(name);
        }
        if (green == null) {
            throw lost("Green cluster " + name + " is gone directly after it was created.");
        }
        if (!isMarked("cluster " + name, green.id(), green.comment())) {
            session.execute(Comments.onCluster(name, line(green.id())));
        }
        if (planned.blueId() != null) {
            Holding blue = catalog.clustersById(List.of(planned.blueId())).stream()
                    .findFirst()
                    .orElseThrow(() -> productionMoved("cluster " + planned.name()))
                    .holding();
            GrantCopier.copy(session, Grantable.cluster(name), blue, green.holding());
        }
        return green.id();
    }

    /** Whether our line is there; refuses what a former life of this deployment made by another design. */
    private boolean isMarked(String what, String id, String comment) {
        Optional<OwnershipLine> line = OwnershipLine.of(plan.deployment(), id, comment);
        if (line.isPresent() && !design.equals(line.get().design())) {
            throw lost(
                    "Green " + what
                            + " was made by an earlier run of this deployment, for another version of the project or of"
                            + " production: the workflow was reset to before its plan. What it holds is not what is planned now.");
        }
        return line.isPresent();
    }

    @FunctionalInterface
    private interface Presence {
        boolean isThere() throws SQLException;
    }

    /** "Already exists" has no SQLSTATE of its own (FINDINGS 14), so what counts is whether it is there afterwards. */
    private void createUnlessThere(List<String> statements, Presence presence) throws SQLException {
        try {
            for (String statement : statements) {
                run.checkAlive();
                session.execute(statement);
            }
        } catch (SQLException e) {
            if (SqlErrors.kind(e) != SqlErrors.Kind.REFUSED || !presence.isThere()) {
                throw e;
            }
        }
    }

    private SchemaEntry ownSchema(SchemaName name) throws SQLException {
        Optional<SchemaEntry> found = catalog.schema(name);
        if (found.isEmpty()) {
            return null;
        }
        SchemaEntry schema = found.get();
        if (!ownership.isOurs(schema) && !isAdopted(schema.id(), List.of(schema.id()), List.of())) {
            throw stranger("schema " + name, schema.holding().owner(), "DROP SCHEMA");
        }
        return schema;
    }

    private ClusterEntry ownCluster(String name) throws SQLException {
        Optional<ClusterEntry> found = catalog.cluster(name);
        if (found.isEmpty()) {
            return null;
        }
        ClusterEntry cluster = found.get();
        if (!ownership.isOurs(cluster) && !isAdopted(cluster.id(), List.of(), List.of(cluster.id()))) {
            throw stranger("cluster " + name, cluster.holding().owner(), "DROP CLUSTER");
        }
        return cluster;
    }

    /** Whether the plan takes this over, and nobody has put anything into it since. */
    private boolean isAdopted(String id, List<String> schemaIds, List<String> clusterIds) throws SQLException {
        return plan.dbt() != null
                && plan.dbt().adopted().contains(id)
                && catalog.objectsIn(schemaIds, clusterIds).isEmpty();
    }

    /** Before any object is made, since default privileges act at creation. */
    private void copyDefaultPrivileges(String blueId, SchemaEntry green) throws SQLException {
        Set<DefaultPrivilege> wanted = new LinkedHashSet<>();
        for (DefaultPrivilege privilege : DefaultPrivileges.of(session, List.of(blueId), catalog.roles())) {
            wanted.add(privilege.of(green.id()));
        }
        Set<DefaultPrivilege> present =
                new LinkedHashSet<>(DefaultPrivileges.of(session, List.of(green.id()), catalog.roles()));
        for (DefaultPrivilege privilege : wanted) {
            if (!present.contains(privilege)) {
                session.execute(privilege.grantIn(green.name()));
            }
        }
        for (DefaultPrivilege privilege : present) {
            if (!wanted.contains(privilege)) {
                session.execute(privilege.revokeIn(green.name()));
            }
        }
    }

    private static ApplicationFailure stranger(String what, String owner, String drop) {
        return lost(
                "The name of green " + what + " is taken by something that this deployment did not make. It belongs to "
                        + owner + ", who can remove it with " + drop + ".");
    }

    private static ApplicationFailure lost(String what) {
        return Failures.of(
                FailureType.GREEN_LOST,
                what,
                Failures.PRODUCTION_UNTOUCHED,
                "What this deployment made is removed; start it again.");
    }

    private static ApplicationFailure productionMoved(String what) {
        return Failures.of(
                FailureType.PLAN_REFUSED,
                "Production's " + what + " is no longer the one that was planned for.",
                "This deployment changed nothing in production.",
                "Start again, so that the plan is made for production as it is now.");
    }
}

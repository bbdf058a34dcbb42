package dev.cutover.activities.planning;

import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.DefaultPrivileges;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.privileges.Rights;
import dev.cutover.activities.project.OutsideReference;
import dev.cutover.activities.project.OutsideReferences;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.FencePosition;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedSides;
import dev.cutover.workflows.plan.PlannedSink;
import dev.cutover.workflows.plan.Planning;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One reading of production for one plan. */
final class PlanAttempt {
    private final Session session;
    private final Target target;
    private final PlanInput input;
    private final ProjectShape project;
    private final SqlProject sql;
    private final Catalog catalog;
    private final DeploymentNames names;
    private final Refusals refusals = new Refusals();
    private final List<String> warnings = new ArrayList<>();

    /**
     * An attempt.
     *
     * @param sql the project's own text; null for a dbt project
     */
    PlanAttempt(Session session, Target target, PlanInput input, ProjectShape project, SqlProject sql) {
        this.sql = sql;
        this.session = session;
        this.target = target;
        this.input = input;
        this.project = project;
        this.catalog = new Catalog(session);
        this.names = new DeploymentNames(input.deployment());
    }

    /** The plan, or why there is nothing to do; empty when production changed meanwhile. */
    Optional<Planning> run() throws SQLException {
        FenceReader fences = new FenceReader(target);
        Optional<Fence> fence = fences.find(session);
        FencePosition position = fence.isPresent() ? fence.get().position() : fences.position(session);
        List<OutsideReference> references = project.outside();
        OutsideReferences.check(references, this::existing);

        Production production = Production.read(catalog);
        Removes removes = Removes.parse(input.request().removes(), production.database());
        List<PlannedSchema> schemas = new SchemaPlanning(production, names, refusals).plan(project, removes);
        List<PlannedCluster> clusters =
                new ClusterPlanning(session, production, names, refusals, warnings).plan(project, removes);
        List<String> schemaIds = ids(schemas.stream().map(PlannedSchema::blueId).toList());
        List<String> clusterIds =
                ids(clusters.stream().map(PlannedCluster::blueId).toList());

        SideFacts facts = Fingerprints.blueFacts(session, schemas, clusters);
        Production.Blue blue = Production.Blue.read(catalog, schemaIds, clusterIds);
        if (fence.isPresent() && removes.isEmpty()) {
            Optional<Planning> nothing = new AlreadyThere(project, fence.get()).check(schemas, clusters, blue);
            if (nothing.isPresent()) {
                return nothing;
            }
        }
        Dependents dependents = new Dependents(catalog, blue);
        new Outsiders(project, removes, refusals).check(blue);
        dependents.refuseDetours(references, refusals);
        SinkPlanning sinkPlanning = new SinkPlanning(session, blue, project.objects());
        sinkPlanning.refuseStranded(refusals);
        GreenTaken taken = new GreenTaken(catalog, production, input, refusals);
        taken.check(project, schemas, clusters);
        SourcePlanning sourcePlanning = new SourcePlanning(session, blue, project.objects());
        if (project.dbt() == null) {
            sourcePlanning.refuseLostSubsources(removes, refusals);
        }
        refuseNobody();
        refusals.throwIfAny();
        if (!taken.others().isEmpty()) {
            return Optional.of(
                    new Planning.Taken(String.join(" ", taken.others()), PlannedSides.of(schemas, clusters)));
        }
        checkPermissions(production, schemas, clusters, position, blue, taken, sinkPlanning);

        List<PlannedSink> sinks = sinkPlanning.sinks();
        List<ExternalDependent> outside = sinkPlanning.without(dependents.outside());
        addWarnings(production, clusters, blue, outside);
        warnings.addAll(sinkPlanning.warnings());
        warnings.addAll(sourcePlanning.warnings(references));
        warnings.addAll(dependents.sinksOf(outside));
        Plan draft = plan(position, schemas, clusters, blue, facts.fingerprint(), outside, sinks, dbt(taken));
        Outlook outlook =
                new OutlookPlanning(session, catalog, input, target, project, sql).of(draft, facts, blue, production);
        Plan plan = hashed(draft, outlook);
        PlanSize.check(plan);
        boolean unchanged = Fingerprints.blue(session, plan).equals(plan.blueFingerprint());
        return unchanged
                ? Optional.of(new Planning.Planned(plan, !target.receivers().isEmpty()))
                : Optional.empty();
    }

    private Set<String> existing(Set<String> fullNames) throws SQLException {
        Set<ObjectName> wanted =
                project.outside().stream().map(OutsideReference::name).collect(Collectors.toSet());
        return catalog.objectsNamed(wanted).stream()
                .map(object -> object.name().toString())
                .filter(fullNames::contains)
                .collect(Collectors.toSet());
    }

    private void refuseNobody() {
        if (target.policy().lacksRequester(input.request().requestedBy())) {
            refusals.add("The policy of target " + input.request().target()
                    + " demands that somebody else approves than the one who asked"
                    + " for the deployment, and the request does not say who that is: give requestedBy in it.");
        }
    }

    private static List<String> ids(List<String> ids) {
        return ids.stream().filter(Objects::nonNull).toList();
    }

    private void checkPermissions(
            Production production,
            List<PlannedSchema> schemas,
            List<PlannedCluster> clusters,
            FencePosition position,
            Production.Blue blue,
            GreenTaken taken,
            SinkPlanning sinks)
            throws SQLException {
        Permissions permissions = new Permissions(Rights.of(session), production);
        permissions.checkSchemas(schemas, position.database());
        permissions.checkClusters(clusters);
        List<String> replaced = schemas.stream()
                .filter(schema -> schema.green() != null)
                .map(PlannedSchema::blueId)
                .toList();
        permissions.checkObjects(blue, DefaultPrivileges.of(session, ids(replaced), catalog.roles()));
        permissions.checkAdopted(taken.holdings());
        permissions.checkReferences(
                catalog, project.outside().stream().map(OutsideReference::name).collect(Collectors.toSet()));
        permissions.checkSinks(catalog, sinks.entries());
        permissions.throwIfMissing();
    }

    private void addWarnings(
            Production production,
            List<PlannedCluster> clusters,
            Production.Blue blue,
            List<ExternalDependent> outside) {
        warnings.addAll(0, project.warnings());
        warnings.addAll(Dependents.warnings(outside));
        warnings.addAll(new ClusterWarnings(production, clusters).all(blue));
        if (input.request().holdFor().isZero()) {
            warnings.add(
                    "holdFor is zero: the old version is dropped directly after the swap, and no revert is possible.");
        }
    }

    private static Plan hashed(Plan draft, Outlook outlook) {
        Plan whole = with(draft, outlook, null);
        return with(draft, outlook, new CanonicalJson().hashWithout(whole, "hash"));
    }

    private static Plan with(Plan draft, Outlook outlook, String hash) {
        return new Plan(
                draft.deployment(),
                draft.target(),
                draft.requestedBy(),
                draft.project(),
                draft.fence(),
                draft.schemas(),
                draft.clusters(),
                draft.objects(),
                draft.checks(),
                draft.blue(),
                draft.blueFingerprint(),
                draft.dependents(),
                draft.sinks(),
                draft.warnings(),
                draft.lagThreshold(),
                draft.policy(),
                draft.dbt(),
                outlook,
                hash);
    }

    private DbtPlan dbt(GreenTaken taken) {
        DbtPlan read = project.dbt();
        return read == null
                ? null
                : new DbtPlan(
                        read.dbtTarget(),
                        read.version(),
                        read.models(),
                        read.tests(),
                        read.never(),
                        read.scratch(),
                        taken.adopted(),
                        read.testCluster());
    }

    private Plan plan(
            FencePosition position,
            List<PlannedSchema> schemas,
            List<PlannedCluster> clusters,
            Production.Blue blue,
            String fingerprint,
            List<ExternalDependent> outside,
            List<PlannedSink> sinks,
            DbtPlan dbt) {
        return new Plan(
                input.deployment(),
                target.name(),
                input.request().requestedBy(),
                project.pin(),
                position,
                schemas,
                clusters,
                project.objects(),
                project.checks(),
                blue.objects().stream().map(ObjectEntry::object).toList(),
                fingerprint,
                outside,
                sinks,
                List.copyOf(warnings),
                input.request().lagThreshold(),
                target.policy(),
                dbt,
                Outlook.NONE,
                null);
    }
}

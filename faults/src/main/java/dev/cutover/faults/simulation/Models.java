package dev.cutover.faults.simulation;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import java.time.Instant;
import java.util.List;

/** A small model: one schema and one cluster of the same name, with two objects. */
final class Models {
    static final List<String> OBJECTS = List.of("orders", "totals");

    private Models() {}

    static Plan plan(SimulatedCatalog catalog, PlanInput input, String model) {
        String id = input.deployment();
        SchemaName schema = new SchemaName(Names.DATABASE, model);
        String schemaId = catalog.idOf(Names.schema(model));
        String clusterId = catalog.idOf(Names.cluster(model));
        return new Plan(
                id,
                input.request().target(),
                input.request().requestedBy(),
                new ProjectPin(model, null, null, "digest"),
                catalog.fence().position(),
                List.of(new PlannedSchema(
                        schema, Change.REPLACE, schemaId, Names.green(model, id), Names.retired(model, id))),
                List.of(new PlannedCluster(
                        model,
                        Change.REPLACE,
                        clusterId,
                        Names.green(model, id),
                        Names.retired(model, id),
                        List.of("CREATE CLUSTER …"))),
                OBJECTS.stream()
                        .map(name -> new PlannedObject(
                                new ObjectName(Names.DATABASE, model, name),
                                ObjectKind.MATERIALIZED_VIEW,
                                model,
                                "models/" + name + ".sql",
                                1,
                                List.of()))
                        .toList(),
                List.of(),
                catalog.itemsIn(schemaId).stream()
                        .map(item -> object(item, model))
                        .toList(),
                catalog.fingerprint(List.of(schemaId, clusterId)),
                List.of(),
                List.of(),
                List.of(),
                input.request().lagThreshold(),
                Policy.NONE,
                null,
                Outlook.NONE,
                (id + "0123456789abcdef").repeat(3));
    }

    static CatalogObject object(Item item, String schema) {
        return new CatalogObject(
                item.id(),
                new ObjectName(Names.DATABASE, schema, item.name()),
                ObjectKind.MATERIALIZED_VIEW,
                item.clusterId());
    }

    static Readiness ready() {
        return new Readiness(Verdict.READY, List.of(), List.of(), 0, Instant.EPOCH);
    }

    static Readiness unready() {
        return new Readiness(
                Verdict.NOT_READY,
                List.of(),
                List.of(new Blocker("orders", Reason.NOT_HYDRATED, "simulated")),
                1,
                Instant.EPOCH);
    }

    static Readiness gone() {
        return new Readiness(
                Verdict.FAILING,
                List.of(),
                List.of(new Blocker("orders", Reason.OBJECT_MISSING, "simulated")),
                1,
                Instant.EPOCH);
    }
}

package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.fingerprint.SideItems;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.FencePosition;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.text.PackedLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds plans and the inventories that go with them. */
final class Plans {
    final String deployment;
    final DeploymentNames names;
    private final String target;
    private final FencePosition fence;
    private final List<PlannedSchema> schemas = new ArrayList<>();
    private final List<PlannedCluster> clusters = new ArrayList<>();
    private final List<GreenSchema> greenSchemas = new ArrayList<>();
    private final List<GreenCluster> greenClusters = new ArrayList<>();

    Plans(String deployment, String target, FencePosition fence) {
        this.deployment = deployment;
        this.names = new DeploymentNames(deployment);
        this.target = target;
        this.fence = fence;
    }

    Plans schema(SchemaName name, Change change, String blueId, String greenId) {
        String green = change == Change.REMOVE ? null : names.green(name.name());
        String retired = change == Change.NEW ? null : names.retired(name.name());
        schemas.add(new PlannedSchema(name, change, blueId, green, retired));
        if (green != null) {
            greenSchemas.add(new GreenSchema(name, new SchemaName(name.database(), green), greenId));
        }
        return this;
    }

    Plans cluster(String name, Change change, String blueId, String greenId) {
        String green = change == Change.REMOVE ? null : names.green(name);
        String retired = change == Change.NEW ? null : names.retired(name);
        clusters.add(new PlannedCluster(name, change, blueId, green, retired, List.of()));
        if (green != null) {
            greenClusters.add(new GreenCluster(name, green, greenId));
        }
        return this;
    }

    Plan plan(List<CatalogObject> blue, String blueFingerprint) {
        return plan(blue, blueFingerprint, Outlook.NONE);
    }

    /** A plan for a blue that was read, so that a difference can be named. */
    Plan planOf(List<CatalogObject> blue, SideFacts facts) {
        return plan(
                blue,
                facts.fingerprint(),
                new Outlook(List.of(), List.of(), GreenCost.UNKNOWN, 0, PackedLines.NONE, SideItems.of(facts)));
    }

    private Plan plan(List<CatalogObject> blue, String blueFingerprint, Outlook outlook) {
        return new Plan(
                deployment,
                target,
                "tester",
                new ProjectPin("shop", null, null, "0".repeat(64)),
                fence,
                List.copyOf(schemas),
                List.copyOf(clusters),
                List.of(),
                List.of(),
                blue,
                blueFingerprint,
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(5),
                Policy.NONE,
                null,
                outlook,
                "1".repeat(64));
    }

    Inventory inventory(List<CatalogObject> objects, String greenFingerprint) {
        return new Inventory(List.copyOf(greenSchemas), List.copyOf(greenClusters), objects, greenFingerprint);
    }
}

package dev.cutover.faults.simulation;

import dev.cutover.faults.simulation.SimulatedCatalog.Rename;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.ArrayList;
import java.util.List;

/** Where blue and green of one deployment stand. */
final class Sides {
    private final SimulatedCatalog catalog;
    private final String deployment;
    private final String model;
    private final List<String> blue;
    private final List<String> green;

    Sides(SimulatedCatalog catalog, Plan plan, Inventory inventory) {
        PlannedSchema schema = plan.schemas().get(0);
        PlannedCluster cluster = plan.clusters().get(0);
        this.catalog = catalog;
        this.deployment = plan.deployment();
        this.model = cluster.name();
        this.blue = List.of(schema.blueId(), cluster.blueId());
        this.green = List.of(
                inventory.schemas().get(0).id(), inventory.clusters().get(0).id());
    }

    private List<String> idsUnder(String name) {
        List<String> ids = new ArrayList<>();
        ids.add(catalog.idOf(Names.schema(name)));
        ids.add(catalog.idOf(Names.cluster(name)));
        return ids;
    }

    boolean promoted() {
        return idsUnder(model).equals(green);
    }

    boolean blueInProduction() {
        return idsUnder(model).equals(blue);
    }

    boolean reverted() {
        return idsUnder(Names.reverted(model, deployment)).equals(green);
    }

    boolean greenInPlace() {
        return idsUnder(Names.green(model, deployment)).equals(green);
    }

    boolean retiredInPlace() {
        return idsUnder(Names.retired(model, deployment)).equals(blue);
    }

    List<Rename> forward() {
        return renames(Names.retired(model, deployment), Names.green(model, deployment));
    }

    List<Rename> back() {
        return renames(Names.reverted(model, deployment), Names.retired(model, deployment));
    }

    private List<Rename> renames(String out, String in) {
        return List.of(
                new Rename(Names.schema(model), Names.schema(out)),
                new Rename(Names.schema(in), Names.schema(model)),
                new Rename(Names.cluster(model), Names.cluster(out)),
                new Rename(Names.cluster(in), Names.cluster(model)));
    }
}

package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.Ownership;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a side consists of: by recorded ids, and for a green without a record by name and our line. */
final class CondemnedReader {
    private final Catalog catalog;
    private final Plan plan;
    private final DeploymentNames names;
    private final Ownership ownership;

    CondemnedReader(Catalog catalog, Plan plan, Ownership ownership) {
        this.catalog = catalog;
        this.plan = plan;
        this.names = new DeploymentNames(plan.deployment());
        this.ownership = ownership;
    }

    Condemned read(DropInput input) throws SQLException {
        return withScratch(side(input));
    }

    private Condemned side(DropInput input) throws SQLException {
        return switch (input.side()) {
            case RETIRED -> retired();
            case REVERTED -> reverted(input.inventory());
            case GREEN -> input.inventory() == null ? unrecordedGreen() : green(input.inventory());
        };
    }

    /** Schemas that were never part of a side go with whichever is dropped: they carry our line, and only dbt writes there. */
    private Condemned withScratch(Condemned side) throws SQLException {
        if (plan.dbt() == null) {
            return side;
        }
        List<Place> places = new ArrayList<>(side.places());
        for (SchemaName name : plan.dbt().scratch()) {
            String dropping = names.dropping(name.name());
            for (String candidate : List.of(name.name(), dropping)) {
                Optional<SchemaEntry> found = catalog.schema(new SchemaName(name.database(), candidate));
                if (found.isPresent() && ownership.isOurs(found.get())) {
                    places.add(place(name, found.get().id(), name.name()));
                }
            }
        }
        Map<ObjectName, PlannedObject> planned = new HashMap<>(side.planned());
        plan.dbt().tests().stream()
                .filter(test -> test.stored() != null)
                .forEach(test -> planned.put(test.stored(), stored(test)));
        return new Condemned(places, side.objects(), planned, side.unproven());
    }

    private static PlannedObject stored(DbtPlan.Test test) {
        return new PlannedObject(test.stored(), test.storedAs(), null, test.file(), 1, List.of());
    }

    /** Old production, under the names that the swap gave it. */
    Condemned retired() {
        List<Place> places = new ArrayList<>();
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.blueId() != null) {
                places.add(place(schema.name(), schema.blueId(), schema.retired()));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.blueId() != null) {
                places.add(place(cluster.name(), cluster.blueId(), cluster.retired()));
            }
        }
        Map<SchemaName, String> retiredNames = new HashMap<>();
        plan.schemas().stream()
                .filter(schema -> schema.blueId() != null)
                .forEach(schema -> retiredNames.put(schema.name(), schema.retired()));
        List<CatalogObject> objects = plan.blue().stream()
                .map(object -> new CatalogObject(
                        object.id(), moved(object.name(), retiredNames), object.kind(), object.clusterId()))
                .toList();
        return Condemned.recorded(places, objects);
    }

    private Condemned reverted(Inventory inventory) {
        Map<SchemaName, String> revertedNames = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (GreenSchema schema : inventory.schemas()) {
            String reverted = names.reverted(schema.production().name());
            revertedNames.put(schema.green(), reverted);
            places.add(place(schema.production(), schema.id(), reverted));
        }
        for (GreenCluster cluster : inventory.clusters()) {
            places.add(place(cluster.production(), cluster.id(), names.reverted(cluster.production())));
        }
        List<CatalogObject> objects = inventory.objects().stream()
                .map(object -> new CatalogObject(
                        object.id(), moved(object.name(), revertedNames), object.kind(), object.clusterId()))
                .toList();
        return Condemned.recorded(places, objects);
    }

    private Condemned green(Inventory inventory) {
        List<Place> places = new ArrayList<>();
        for (GreenSchema schema : inventory.schemas()) {
            places.add(place(schema.production(), schema.id(), schema.green().name()));
        }
        for (GreenCluster cluster : inventory.clusters()) {
            places.add(place(cluster.production(), cluster.id(), cluster.green()));
        }
        return inventory.greenFingerprint() != null
                ? Condemned.recorded(places, inventory.objects())
                : halfRecorded(places, inventory.objects());
    }

    private Condemned unrecordedGreen() throws SQLException {
        List<Place> places = new ArrayList<>();
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                ownSchema(schema).ifPresent(found -> places.add(place(schema.name(), found.id(), schema.green())));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                ownCluster(cluster).ifPresent(found -> places.add(place(cluster.name(), found.id(), cluster.green())));
            }
        }
        return halfRecorded(places, List.of());
    }

    /** What is in a place whose name dbt uses again for everybody may be somebody else's by now, planned name or not (P6). */
    private Condemned halfRecorded(List<Place> places, List<CatalogObject> objects) {
        List<Place> unproven = places.stream()
                .filter(place -> !ownership.isProvenBy(place.sideName()))
                .toList();
        return new Condemned(places, objects, plannedByGreenName(), unproven);
    }

    private Optional<SchemaEntry> ownSchema(PlannedSchema schema) throws SQLException {
        String dropping = names.dropping(schema.name().name());
        for (String name : List.of(schema.green(), dropping)) {
            Optional<SchemaEntry> found =
                    catalog.schema(new SchemaName(schema.name().database(), name));
            if (found.isPresent() && ownership.isOurs(found.get())) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ClusterEntry> ownCluster(PlannedCluster cluster) throws SQLException {
        for (String name : List.of(cluster.green(), names.dropping(cluster.name()))) {
            Optional<ClusterEntry> found = catalog.cluster(name);
            if (found.isPresent() && ownership.isOurs(found.get())) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Map<ObjectName, PlannedObject> plannedByGreenName() {
        Map<SchemaName, String> greenNames = new HashMap<>();
        plan.schemas().stream()
                .filter(schema -> schema.green() != null && ownership.isProvenBy(schema.green()))
                .forEach(schema -> greenNames.put(schema.name(), schema.green()));
        Map<ObjectName, PlannedObject> planned = new HashMap<>();
        plan.objects().stream()
                .filter(object -> greenNames.containsKey(object.name().schemaName()))
                .forEach(object -> planned.put(moved(object.name(), greenNames), object));
        return planned;
    }

    private static ObjectName moved(ObjectName name, Map<SchemaName, String> newNames) {
        String schema = newNames.getOrDefault(name.schemaName(), name.schema());
        return new ObjectName(name.database(), schema, name.name());
    }

    private Place place(SchemaName production, String id, String sideName) {
        return new Place(
                Place.Kind.SCHEMA,
                production.database(),
                id,
                production.name(),
                sideName,
                names.dropping(production.name()));
    }

    private Place place(String production, String id, String sideName) {
        return new Place(Place.Kind.CLUSTER, null, id, production, sideName, names.dropping(production));
    }
}

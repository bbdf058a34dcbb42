package dev.cutover.workflows.deployment;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What may be left when not even a drop could say it: told from plan and inventory alone, objects before what they need,
 * then schemas, then clusters. The statements leave out CASCADE, so that nothing of others goes with them.
 */
final class Leftovers {
    private final String deployment;
    private final Plan plan;
    private final Inventory inventory;

    /** Leftovers of a deployment; the inventory is null when nothing was reported as created. */
    Leftovers(String deployment, Plan plan, Inventory inventory) {
        this.deployment = deployment;
        this.plan = plan;
        this.inventory = inventory;
    }

    /** Everything of one side. */
    List<Remaining> of(Side side, String why) {
        return switch (side) {
            case GREEN -> inventory == null ? plannedGreen(why) : green(why);
            case RETIRED -> retired(why);
            case REVERTED -> reverted(why);
        };
    }

    /** Both sides by id, with statements that only look: nobody knows which one is production. */
    List<Remaining> undecided(String why) {
        List<Remaining> all = new ArrayList<>();
        for (GreenSchema schema : inventory.schemas()) {
            all.add(lookUp(schema.id(), schema.green().toString(), "schema", why));
        }
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.blueId() != null) {
                all.add(lookUp(schema.blueId(), schema.name().toString(), "schema", why));
            }
        }
        for (GreenCluster cluster : inventory.clusters()) {
            all.add(lookUp(cluster.id(), cluster.green(), "cluster", why));
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.blueId() != null) {
                all.add(lookUp(cluster.blueId(), cluster.name(), "cluster", why));
            }
        }
        return all;
    }

    private List<Remaining> green(String why) {
        List<Remaining> all = new ArrayList<>();
        if (inventory.objects().isEmpty()) {
            all.addAll(plannedObjects(why));
        } else {
            reversed(inventory.objects()).forEach(object -> all.add(object(object, object.name(), why)));
        }
        inventory.schemas().forEach(schema -> all.add(schema(schema.id(), schema.green(), why)));
        inventory.clusters().forEach(cluster -> all.add(cluster(cluster.id(), cluster.green(), why)));
        return all;
    }

    private List<Remaining> plannedGreen(String why) {
        List<Remaining> all = new ArrayList<>();
        plan.schemas().stream()
                .filter(schema -> schema.green() != null)
                .forEach(schema -> all.add(schema(null, schema.greenName(), why)));
        plan.clusters().stream()
                .filter(cluster -> cluster.green() != null)
                .forEach(cluster -> all.add(cluster(null, cluster.green(), why)));
        return all;
    }

    private List<Remaining> plannedObjects(String why) {
        List<Remaining> all = new ArrayList<>();
        for (PlannedObject object : reversed(plan.objects())) {
            plan.schemas().stream()
                    .filter(schema -> schema.name().equals(object.name().schemaName()) && schema.green() != null)
                    .forEach(schema -> all.add(drop(null, in(schema.greenName(), object.name()), object.kind(), why)));
        }
        return all;
    }

    private List<Remaining> retired(String why) {
        List<Remaining> all = new ArrayList<>();
        for (CatalogObject object : reversed(plan.blue())) {
            SchemaName schema = plan.schemas().stream()
                    .filter(planned -> planned.retired() != null
                            && planned.name().equals(object.name().schemaName()))
                    .map(PlannedSchema::retiredName)
                    .findFirst()
                    .orElse(object.name().schemaName());
            all.add(object(object, in(schema, object.name()), why));
        }
        plan.schemas().stream()
                .filter(schema -> schema.retired() != null)
                .forEach(schema -> all.add(schema(schema.blueId(), schema.retiredName(), why)));
        plan.clusters().stream()
                .filter(cluster -> cluster.retired() != null)
                .forEach(cluster -> all.add(cluster(cluster.blueId(), cluster.retired(), why)));
        return all;
    }

    private List<Remaining> reverted(String why) {
        List<Remaining> all = new ArrayList<>();
        for (CatalogObject object : reversed(inventory.objects())) {
            SchemaName schema = inventory.schemas().stream()
                    .filter(green -> green.green().equals(object.name().schemaName()))
                    .map(green -> revertedName(green.production()))
                    .findFirst()
                    .orElse(object.name().schemaName());
            all.add(object(object, in(schema, object.name()), why));
        }
        inventory.schemas().forEach(schema -> all.add(schema(schema.id(), revertedName(schema.production()), why)));
        inventory
                .clusters()
                .forEach(cluster -> all.add(cluster(cluster.id(), revertedName(cluster.production()), why)));
        return all;
    }

    private SchemaName revertedName(SchemaName production) {
        return new SchemaName(production.database(), revertedName(production.name()));
    }

    private String revertedName(String production) {
        return production + "__reverted_" + deployment;
    }

    private static ObjectName in(SchemaName schema, ObjectName name) {
        return new ObjectName(schema.database(), schema.name(), name.name());
    }

    private static Remaining object(CatalogObject object, ObjectName name, String why) {
        return drop(object.id(), name, object.kind(), why);
    }

    private static Remaining drop(String id, ObjectName name, ObjectKind kind, String why) {
        String full = quoted(name.database()) + "." + quoted(name.schema()) + "." + quoted(name.name());
        String words = kind.sqlWords();
        return new Remaining(
                id,
                name.toString(),
                kind.catalogType().replace('-', ' '),
                why,
                List.of("DROP " + words + " IF EXISTS " + full));
    }

    private static Remaining schema(String id, SchemaName name, String why) {
        String full = quoted(name.database()) + "." + quoted(name.name());
        return new Remaining(
                id, name.toString(), "schema", why, List.of("DROP SCHEMA IF EXISTS " + full + " RESTRICT"));
    }

    private static Remaining cluster(String id, String name, String why) {
        return new Remaining(id, name, "cluster", why, List.of("DROP CLUSTER IF EXISTS " + quoted(name)));
    }

    private static Remaining lookUp(String id, String name, String kind, String why) {
        String relation = kind.equals("schema") ? "mz_schemas" : "mz_clusters";
        String statement = "SELECT name FROM " + relation + " WHERE id = '" + id.replace("'", "''") + "'";
        return new Remaining(id, name, kind, why, List.of(statement));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}

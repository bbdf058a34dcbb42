package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.swap.NameLayout;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where blue and green of one plan are, by the ids that stand under the names that the plan gives them. Pure. */
final class Sides {
    private final List<Item> items;

    Sides(Plan plan, Inventory inventory, NameLayout layout) {
        DeploymentNames names = new DeploymentNames(plan.deployment());
        Map<SchemaName, String> greenSchemas =
                inventory.schemas().stream().collect(Collectors.toMap(GreenSchema::production, GreenSchema::id));
        Map<String, String> greenClusters =
                inventory.clusters().stream().collect(Collectors.toMap(GreenCluster::production, GreenCluster::id));
        Stream<Item> schemas = plan.schemas().stream().map(schema -> {
            String database = schema.name().database();
            return new Item(
                    "schema " + schema.name(),
                    schema.blueId(),
                    greenId(schema.change(), greenSchemas.get(schema.name())),
                    layout.schemas().get(schema.name()),
                    schema.green() == null ? null : layout.schemas().get(schema.greenName()),
                    schema.retired() == null ? null : layout.schemas().get(schema.retiredName()),
                    layout.schemas()
                            .get(new SchemaName(
                                    database, names.reverted(schema.name().name()))));
        });
        Stream<Item> clusters = plan.clusters().stream()
                .map(cluster -> new Item(
                        "cluster " + cluster.name(),
                        cluster.blueId(),
                        greenId(cluster.change(), greenClusters.get(cluster.name())),
                        layout.clusters().get(cluster.name()),
                        cluster.green() == null ? null : layout.clusters().get(cluster.green()),
                        cluster.retired() == null ? null : layout.clusters().get(cluster.retired()),
                        layout.clusters().get(names.reverted(cluster.name()))));
        this.items = Stream.concat(schemas, clusters).toList();
    }

    /**
     * One schema or cluster: the ids that it has, and the ids found under its names.
     *
     * @param blueId null when the swap brings it anew
     * @param greenId null when the swap takes it away
     */
    private record Item(
            String label,
            String blueId,
            String greenId,
            String inProduction,
            String underGreen,
            String underRetired,
            String underReverted) {
        boolean blueInProduction() {
            return same(blueId, inProduction);
        }

        boolean greenInProduction() {
            return same(greenId, inProduction);
        }

        private static boolean same(String expected, String found) {
            return expected == null ? found == null : expected.equals(found);
        }
    }

    /** An id that is missing from the inventory must never read as "nothing to put in place". */
    private static String greenId(Change change, String found) {
        return switch (change) {
            case REPLACE, NEW -> found == null ? "(not in the inventory)" : found;
            case REMOVE -> null;
        };
    }

    /** Whether all of green stands under the names of production. */
    boolean promoted() {
        return items.stream().allMatch(Item::greenInProduction);
    }

    /**
     * Whether all of what had been promoted stands under its reverted names, which only our swap back gives it. Whatever stands
     * in production: another deployment may have been promoted over blue before anybody heard that we had swapped back (P2).
     */
    boolean reverted() {
        boolean telling = blueTouched().isEmpty() || items.stream().anyMatch(item -> item.greenId() != null);
        return telling && items.stream().allMatch(item -> Item.same(item.greenId(), item.underReverted()));
    }

    /** What of blue is no longer under the names of production; empty when nothing is. */
    List<String> blueTouched() {
        return labels(items.stream().filter(item -> !item.blueInProduction()));
    }

    /** What hinders the swap on green's side: a part of it that is not under its name, or a name that is taken. */
    Optional<String> greenHindrance() {
        List<String> lost = labels(items.stream()
                .filter(item -> item.greenId() != null && !item.greenId().equals(item.underGreen())));
        if (!lost.isEmpty()) {
            return Optional.of("Green of " + String.join(", ", lost) + " is not what this deployment made.");
        }
        List<String> taken = labels(items.stream().filter(item -> item.underRetired() != null));
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("The retired name of " + String.join(", ", taken) + " is taken.");
    }

    /** What hinders the swap back: empty when green is in production, blue is retired and the reverted names are free. */
    Optional<String> revertHindrance() {
        List<String> others = labels(items.stream().filter(item -> !item.greenInProduction()));
        if (!others.isEmpty()) {
            return Optional.of("Production's " + String.join(", ", others)
                    + " is not what this deployment promoted: it was changed after the swap.");
        }
        List<String> gone = labels(items.stream()
                .filter(item -> item.blueId() != null && !item.blueId().equals(item.underRetired())));
        if (!gone.isEmpty()) {
            return Optional.of("Old production of " + String.join(", ", gone)
                    + " is not under its retired name any more: cleanup has begun, or somebody moved it.");
        }
        List<String> taken = labels(items.stream().filter(item -> item.underReverted() != null));
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("The reverted name of " + String.join(", ", taken) + " is taken.");
    }

    private static List<String> labels(Stream<Item> found) {
        return found.map(Item::label).toList();
    }
}

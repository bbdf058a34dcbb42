package dev.cutover.faults.simulation;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drops one side: aside, object by object, then the places; what a stranger needs stays and gets its name back. */
final class SimulatedDrop {
    private final SimulatedWorld world;
    private final Chaos chaos;
    private final Actor actor;
    private final Attempt attempt;
    private final DropInput input;
    private final SimulatedCatalog catalog;
    private final Map<String, String> aside = new LinkedHashMap<>();
    private final List<Remaining> remaining = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    SimulatedDrop(SimulatedWorld world, Chaos chaos, Actor actor, Attempt attempt, DropInput input) {
        this.world = world;
        this.chaos = chaos;
        this.actor = actor;
        this.attempt = attempt;
        this.input = input;
        this.catalog = world.catalog;
    }

    /** What a role may not drop is listed as it is then, with what was dropped before left out. */
    DropReport drop() {
        try {
            dropAll();
            return new DropReport(List.of(), remaining);
        } catch (ApplicationFailure refused) {
            if (!FailureType.PERMISSION_DENIED.name().equals(refused.getType())) {
                throw refused;
            }
            return new DropReport(List.of(), stillThere(), refused.getOriginalMessage());
        }
    }

    private List<Remaining> stillThere() {
        Map<String, Remaining> there = new LinkedHashMap<>();
        for (String place : places) {
            catalog.nameOf(place).ifPresent(name -> {
                there.put(place, left(place, name));
                catalog.itemsIn(place).stream()
                        .filter(this::isOwn)
                        .forEach(item -> there.put(item.id(), left(item.id(), item.name())));
            });
        }
        remaining.forEach(each -> there.putIfAbsent(each.id(), each));
        return List.copyOf(there.values());
    }

    private void dropAll() {
        Plan plan = input.plan();
        PlannedSchema schema = plan.schemas().get(0);
        PlannedCluster cluster = plan.clusters().get(0);
        String side = sideName(plan);
        String dropping = Names.dropping(cluster.name(), plan.deployment());
        String schemaId = placeId(
                input.inventory() == null
                        ? null
                        : input.inventory().schemas().get(0).id(),
                schema.blueId(),
                Names.schema(side),
                Names.schema(dropping));
        String clusterId = placeId(
                input.inventory() == null
                        ? null
                        : input.inventory().clusters().get(0).id(),
                cluster.blueId(),
                Names.cluster(side),
                Names.cluster(dropping));
        places.add(schemaId);
        places.add(clusterId);
        moveAside(schemaId, Names.schema(side), Names.schema(dropping));
        moveAside(clusterId, Names.cluster(side), Names.cluster(dropping));
        if (input.side() == Side.GREEN && !remaining.isEmpty()) {
            listRetired(plan);
        }
        dropObjects();
        aside.forEach(this::dropPlace);
    }

    /** Green that is elsewhere was promoted after all: then old production lies under our names, and is nobody else's. */
    private void listRetired(Plan plan) {
        String retired = Names.retired(plan.clusters().get(0).name(), plan.deployment());
        for (String place : List.of(Names.schema(retired), Names.cluster(retired))) {
            if (catalog.idOf(place) != null) {
                remaining.add(left(catalog.idOf(place), place));
            }
        }
    }

    private String sideName(Plan plan) {
        String model = plan.clusters().get(0).name();
        return switch (input.side()) {
            case GREEN -> Names.green(model, plan.deployment());
            case RETIRED -> Names.retired(model, plan.deployment());
            case REVERTED -> Names.reverted(model, plan.deployment());
        };
    }

    /** By recorded id; for a green without a record by name and our line. */
    private String placeId(String greenId, String blueId, String sideName, String droppingName) {
        if (input.side() == Side.RETIRED) {
            return blueId;
        }
        if (greenId != null) {
            return greenId;
        }
        Map<String, String> own = catalog.placesOf(input.plan().deployment());
        return own.getOrDefault(sideName, own.get(droppingName));
    }

    private void moveAside(String id, String side, String dropping) {
        if (id == null || catalog.nameOf(id).isEmpty()) {
            return;
        }
        String name = catalog.nameOf(id).get();
        chaos.statement(actor, attempt);
        if (name.equals(side)) {
            catalog.rename(side, dropping);
        }
        if (id.equals(catalog.idOf(dropping))) {
            aside.put(id, dropping);
        } else {
            catalog.nameOf(id).ifPresent(elsewhere -> remaining.add(left(id, elsewhere)));
        }
    }

    private void dropObjects() {
        for (String place : new ArrayList<>(aside.keySet())) {
            for (Item item : catalog.itemsIn(place)) {
                if (isOwn(item)) {
                    chaos.statement(actor, attempt);
                    catalog.drop(item.id());
                    chaos.at(actor, attempt);
                }
            }
        }
    }

    private boolean isOwn(Item item) {
        return input.side() == Side.RETIRED
                ? input.plan().blue().stream().anyMatch(object -> object.id().equals(item.id()))
                : item.maker().equals(input.plan().deployment());
    }

    private void dropPlace(String id, String dropping) {
        chaos.statement(actor, attempt);
        if (catalog.itemsIn(id).isEmpty()) {
            catalog.drop(id);
        } else {
            String side = dropping.replace(
                    "__dropping_", "__" + input.side().name().toLowerCase(java.util.Locale.ROOT) + "_");
            catalog.rename(dropping, side);
            remaining.add(left(id, side));
        }
        chaos.at(actor, attempt);
    }

    private static Remaining left(String id, String name) {
        return new Remaining(id, name, "place", "a stranger needs it", List.of("DROP " + name));
    }
}

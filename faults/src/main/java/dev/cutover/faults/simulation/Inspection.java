package dev.cutover.faults.simulation;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import dev.cutover.faults.simulation.SimulatedRun.End;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a run that has ended against what must be true of every run. */
final class Inspection {
    private static final Set<String> ENDINGS =
            Arrays.stream(Ending.values()).map(Ending::name).collect(Collectors.toSet());

    private final long seed;
    private final SimulatedRun run;
    private final SimulatedWorld world;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Wrong> checked = EnumSet.noneOf(Wrong.class);

    Inspection(long seed, SimulatedRun run) {
        this.seed = seed;
        this.run = run;
        this.world = run.world();
    }

    /** What is wrong. */
    List<Finding> of(Map<Actor, End> ends) {
        ends.forEach((actor, end) -> {
            if (!end.stuck()) {
                ending(actor, end);
                leftovers(actor, end);
            }
            swaps(actor);
            production(actor);
        });
        if (ends.values().stream().noneMatch(End::stuck)) {
            checked.add(Wrong.ENDING);
        }
        return findings;
    }

    /** What would have been seen in this run. */
    Set<Wrong> checked() {
        return checked;
    }

    private void ending(Actor actor, End end) {
        long forward = swapsOf(actor).filter(swap -> !swap.back()).count();
        long back = swapsOf(actor).filter(SwapRecord::back).count();
        boolean fits = switch (end.word()) {
            case "PROMOTED" -> forward == 1 && back == 0;
            case "REVERTED" -> forward == 1 && back == 1;
            case "FAILED_DIRTY" -> !end.outcome().left().isEmpty();
            case "TERMINATED" -> actor.terminated;
            default -> ENDINGS.contains(end.word()) && forward == 0;
        };
        if (!fits) {
            wrong(Wrong.ENDING, end.word() + " after " + forward + " swaps and " + back + " swaps back");
        }
        boolean explained = switch (end.word()) {
            case "REJECTED" -> actor.said.stream().anyMatch(said -> said.what().equals("reject") && said.valid());
            case "CANCELLED" -> actor.heard("cancel");
            case "REVERTED" -> actor.heard("revert") || actor.heard("cancel");
            case "EXPIRED" -> run.lastedUntilExpiry() || run.chaos().clockWentForward();
            case "FAILED", "FAILED_DIRTY" ->
                world.actors.size() > 1 || !run.chaos().onlyMachines();
            default -> true;
        };
        if (!explained) {
            wrong(
                    Wrong.ENDING,
                    end.word() + " without anything that explains it; said was " + actor.said + ", faults were "
                            + run.chaos().counts() + "; " + end.outcome().reason());
        }
    }

    /** What is production belongs together, and what was production from the beginning is whole (P1). */
    private void production(Actor actor) {
        String schema = world.catalog.idOf(Names.schema(actor.model));
        String cluster = world.catalog.idOf(Names.cluster(actor.model));
        if (schema == null
                || cluster == null
                || !world.catalog.makerOf(schema).equals(world.catalog.makerOf(cluster))) {
            wrong(Wrong.ENDING, "production is " + schema + " and " + cluster);
        } else if (world.catalog.makerOf(schema).equals(SimulatedWorld.STRANGER)
                && world.catalog.itemsIn(schema).size() < Models.OBJECTS.size()) {
            wrong(Wrong.ENDING, "production has only " + world.catalog.itemsIn(schema));
        }
    }

    private Stream<SwapRecord> swapsOf(Actor actor) {
        return world.swaps.stream().filter(swap -> swap.deployment().equals(actor.deployment));
    }

    private void swaps(Actor actor) {
        if (swapsOf(actor).filter(swap -> !swap.back()).count() > 1
                || swapsOf(actor).filter(SwapRecord::back).count() > 1) {
            wrong(Wrong.DOUBLE_SWAP, swapsOf(actor).toList().toString());
        }
        if (swapsOf(actor).findAny().isPresent()) {
            checked.add(Wrong.DOUBLE_SWAP);
            checked.add(Wrong.UNAPPROVED);
        }
        swapsOf(actor).forEach(swap -> {
            if (!swap.approved() || !swap.inTime()) {
                wrong(Wrong.UNAPPROVED, swap.toString());
            }
        });
    }

    /** What still exists and is neither production nor a stranger's, against what the outcome lists. */
    private void leftovers(Actor actor, End end) {
        if (actor.deployment == null || end.outcome() == null) {
            return;
        }
        if (actor.made && !end.word().equals("FAILED_DIRTY")) {
            checked.add(Wrong.ORPHAN);
        }
        Map<String, String> there = new TreeMap<>();
        world.catalog.places().forEach((name, id) -> {
            // What was promoted and then retired by a later deployment is that one's to drop.
            boolean handedOn = swapsOf(actor).anyMatch(swap -> !swap.back())
                    && name.contains("__retired_")
                    && !name.contains("_" + actor.deployment);
            if (!handedOn && (name.contains("_" + actor.deployment) || isGreen(actor, id) && !isProduction(name))) {
                there.put(id, name);
            }
        });
        Set<String> listed = new TreeSet<>();
        Stream.concat(end.outcome().kept().stream(), end.outcome().left().stream())
                .forEach(remaining -> {
                    listed.add(String.valueOf(remaining.id()));
                    listed.add(remaining.name());
                });
        List<Remaining> gone = Stream.concat(end.outcome().kept().stream(), end.outcome().left().stream())
                .filter(remaining -> remaining.id() != null && !world.catalog.exists(remaining.id()))
                .filter(remaining -> isOurs(actor, remaining.id()))
                .toList();
        if (!listed.isEmpty()) {
            checked.add(Wrong.INEXACT_LIST);
        }
        if (!gone.isEmpty()) {
            wrong(
                    Wrong.INEXACT_LIST,
                    end.word() + " lists " + gone + ", which are not there; "
                            + end.outcome().reason());
        }
        Map<String, String> unlisted = new TreeMap<>(there);
        unlisted.entrySet().removeIf(entry -> listed.contains(entry.getKey()) || namedIn(listed, entry.getValue()));
        if (!unlisted.isEmpty()) {
            wrong(
                    end.word().equals("FAILED_DIRTY") ? Wrong.INEXACT_LIST : Wrong.ORPHAN,
                    end.word() + " leaves " + unlisted + "; listed " + names(end) + "; "
                            + end.outcome().reason());
        }
    }

    private static List<String> names(End end) {
        return Stream.concat(end.outcome().kept().stream(), end.outcome().left().stream())
                .map(Remaining::name)
                .toList();
    }

    /** What others have swapped out is theirs to drop, also after it was listed as what might be production. */
    private boolean isOurs(Actor actor, String id) {
        return actor.deployment.equals(world.catalog.makerOf(id))
                || !run.chaos().rivalTookPart()
                        && world.swaps.stream()
                                .allMatch(swap -> swap.deployment().equals(actor.deployment));
    }

    private boolean isGreen(Actor actor, String id) {
        return world.catalog.placesOf(actor.deployment).containsValue(id);
    }

    private static boolean isProduction(String name) {
        return !name.contains("__");
    }

    private static boolean namedIn(Set<String> listed, String place) {
        String bare = place.substring(place.indexOf(' ') + 1);
        return listed.contains(bare) || listed.contains(Names.DATABASE + "." + bare);
    }

    private void wrong(Wrong kind, String detail) {
        findings.add(new Finding(seed, "simulation", kind, detail));
    }
}

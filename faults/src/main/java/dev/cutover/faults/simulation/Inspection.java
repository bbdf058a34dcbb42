package dev.cutover.faults.simulation;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import dev.cutover.faults.simulation.SimulatedRun.End;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int LAST_EVENTS = 12;

    private final long seed;
    private final SimulatedWorld world;
    private final List<Finding> findings = new ArrayList<>();

    Inspection(long seed, SimulatedWorld world) {
        this.seed = seed;
        this.world = world;
    }

    List<Finding> of(Map<Actor, End> ends) {
        ends.forEach((actor, end) -> {
            ending(actor, end);
            swaps(actor);
            if (!end.word().equals("TERMINATED")) {
                leftovers(actor, end);
            }
        });
        return findings;
    }

    private void ending(Actor actor, End end) {
        long forward = swapsOf(actor).filter(swap -> !swap.back()).count();
        long back = swapsOf(actor).filter(SwapRecord::back).count();
        boolean fits = switch (end.word()) {
            case "PROMOTED" -> forward == 1 && back == 0;
            case "REVERTED" -> forward == 1 && back == 1;
            case "FAILED_DIRTY" -> true;
            case "TERMINATED" -> actor.terminated;
            default -> ENDINGS.contains(end.word()) && forward == 0;
        };
        if (!fits) {
            wrong(
                    Wrong.ENDING,
                    end.word() + " after " + forward + " swaps and " + back + " swaps back"
                            + (end.stuck() ? "; " + lastEvents(actor) : ""));
        }
    }

    /** What the server did last, to tell its own troubles from the workflow's. */
    private static List<String> lastEvents(Actor actor) {
        List<String> events = actor.fetchHistory().stream()
                .map(event ->
                        event.getEventId() + " " + event.getEventType().name().replace("EVENT_TYPE_", ""))
                .toList();
        return events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size());
    }

    private Stream<SwapRecord> swapsOf(Actor actor) {
        return world.swaps.stream().filter(swap -> swap.deployment().equals(actor.deployment));
    }

    private void swaps(Actor actor) {
        if (swapsOf(actor).filter(swap -> !swap.back()).count() > 1
                || swapsOf(actor).filter(SwapRecord::back).count() > 1) {
            wrong(Wrong.DOUBLE_SWAP, swapsOf(actor).toList().toString());
        }
        swapsOf(actor).forEach(swap -> {
            if (!swap.blueAsPlanned()) {
                wrong(Wrong.LOST_UPDATE, swap.toString());
            }
            if (!swap.approved() || !swap.inTime()) {
                wrong(Wrong.UNAPPROVED, swap.toString());
            }
            if (!swap.ready()) {
                wrong(Wrong.NOT_READY, swap.toString());
            }
        });
    }

    /** What still exists and is neither production nor a stranger's, against what the outcome lists. */
    private void leftovers(Actor actor, End end) {
        if (actor.deployment == null || end.outcome() == null) {
            return;
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

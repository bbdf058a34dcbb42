package dev.cutover.faults.simulation;

import dev.cutover.faults.simulation.SimulatedCatalog.Rename;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What goes wrong at each boundary of a step. */
final class Chaos {
    private static final String RIVAL = "rival";

    private static final int MOST_JUMP = 12 * 3_600_000;
    private static final String RIVAL_TOOK_SAME = "rival promotes the same schemas";
    private static final String CLOCK_FORWARD = "the database's clock jumps forward";
    private static final String CLOCK_BACK = "the database's clock jumps back";
    /** What machines do, after which every deployment has to go on by itself. */
    private static final Set<String> OF_MACHINES =
            Set.of("worker killed", "worker frozen, woken late", "connection lost", CLOCK_BACK);

    private final SimulatedWorld world;
    private final People people;
    private final double intensity;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int left;
    private int rivals;

    Chaos(SimulatedWorld world, People people) {
        this.world = world;
        this.people = people;
        this.left = world.random.nextInt(9);
        this.intensity = 0.02 + world.random.nextDouble() * 0.2;
    }

    /** How often each fault came. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** Whether nothing has happened that could keep a deployment from its end. */
    boolean onlyMachines() {
        return OF_MACHINES.containsAll(counts.keySet());
    }

    /** Whether the database may have thought that an approval was dead before it was. */
    boolean clockWentForward() {
        return counts.containsKey(CLOCK_FORWARD);
    }

    /** Whether a rival has swapped the schemas of a deployment. */
    boolean rivalTookPart() {
        return counts.containsKey(RIVAL_TOOK_SAME);
    }

    /** A boundary of a step: others come to act, the frozen may wake, and something may go wrong. */
    void at(Actor actor, Attempt attempt) {
        if (world.actors.size() > 1 && world.chance(0.5)) {
            world.baton.release();
            world.baton.acquireUninterruptibly();
        }
        if (!world.frozen.isEmpty() && world.chance(0.2)) {
            wakeOne(attempt);
        }
        if (left > 0 && world.chance(intensity)) {
            left--;
            strike(actor, attempt);
        }
    }

    /** A boundary inside an open swap, where green may fall behind. */
    void inSwap(Actor actor, Attempt attempt) {
        at(actor, attempt);
        if (world.chance(0.05)) {
            count("green falls behind inside the swap");
            actor.unreadyUntil = world.now() + world.random.nextInt(600_000);
        }
    }

    /** A boundary before a statement that needs privileges. */
    void statement(Actor actor, Attempt attempt) {
        at(actor, attempt);
        attempt.checkAlive();
        refuseWithoutPrivilege(actor);
    }

    /** A boundary before the fence is renamed: a name that is not there any more is said before a privilege is missed. */
    void renameOf(FenceMark fence, Actor actor, Attempt attempt) {
        at(actor, attempt);
        attempt.checkAlive();
        if (world.catalog.fence().equals(fence)) {
            refuseWithoutPrivilege(actor);
        }
    }

    private static void refuseWithoutPrivilege(Actor actor) {
        if (actor.denied) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "must be owner of the schema.", FailureType.PERMISSION_DENIED.name());
        }
    }

    /** Wakes all that still stand still. */
    void wakeAll() {
        while (!world.frozen.isEmpty()) {
            wakeOne(null);
        }
    }

    private void wakeOne(Attempt waker) {
        Attempt woken = world.frozen.remove(world.random.nextInt(world.frozen.size()));
        if (woken == waker) {
            throw new IllegalStateException("Who wakes others is awake.");
        }
        woken.thaw();
    }

    private void strike(Actor actor, Attempt attempt) {
        switch (world.random.nextInt(14)) {
            case 0, 1 -> {
                count("worker killed");
                throw new Attempt.Killed();
            }
            case 2, 3 -> {
                count("worker frozen, woken late");
                attempt.freeze();
            }
            case 4, 5 -> {
                count("connection lost");
                throw new Attempt.ConnectionLost();
            }
            case 6 -> {
                count("foreign change elsewhere");
                world.catalog.touchElsewhere();
            }
            case 7 -> strangerAtGreen(actor);
            case 8 -> {
                count("stranger changes production's grants");
                world.catalog.alter(world.catalog.idOf(Names.schema(actor.model)));
            }
            case 9 -> rival(actor);
            case 10 -> {
                count("green not ready for a while");
                actor.unreadyUntil = world.now() + world.random.nextInt(3_600_000);
            }
            case 11 -> {
                count(actor.denied ? "privilege granted again" : "privilege revoked");
                actor.denied = !actor.denied;
                // It is a change of the catalog like any other: a block that was open before cannot commit (FINDINGS
                // 4).
                world.catalog.touchElsewhere();
            }
            case 12 -> {
                long jump = world.random.nextInt(MOST_JUMP);
                count(jump % 2 == 0 ? CLOCK_FORWARD : CLOCK_BACK);
                world.databaseAhead += jump % 2 == 0 ? jump : -jump;
            }
            default -> {
                count("message at a random moment");
                people.sayAnything(actor);
            }
        }
    }

    private void strangerAtGreen(Actor actor) {
        if (actor.deployment == null) {
            return;
        }
        List<Item> items = world.catalog.itemsOf(actor.deployment);
        List<String> places =
                new ArrayList<>(world.catalog.placesOf(actor.deployment).keySet());
        if (items.isEmpty() || places.isEmpty()) {
            return;
        }
        Item item = items.get(world.random.nextInt(items.size()));
        switch (world.random.nextInt(4)) {
            case 0 -> {
                count("stranger alters green");
                world.catalog.alter(item.id());
            }
            case 1 -> {
                count("stranger drops of green");
                world.catalog.drop(item.id());
            }
            case 2 -> {
                count("stranger settles in green");
                world.catalog.createItem("guest", item.schemaId(), item.clusterId(), SimulatedWorld.STRANGER);
            }
            default -> {
                String place = places.get(world.random.nextInt(places.size()));
                if (place.contains("__green_")) {
                    count("stranger renames green");
                    world.catalog.rename(place, place + "_moved");
                }
            }
        }
    }

    /** Another deployment of the target, of other schemas or of the same ones. */
    private void rival(Actor actor) {
        String name = RIVAL + ++rivals;
        FenceMark fence = world.catalog.fence();
        List<Rename> renames = new ArrayList<>();
        if (world.random.nextInt(3) == 0) {
            count(RIVAL_TOOK_SAME);
            for (String place : List.of(Names.schema(actor.model), Names.cluster(actor.model))) {
                world.catalog.create(place + "__green_" + name, name);
                renames.add(new Rename(place, place + "__retired_" + name));
                renames.add(new Rename(place + "__green_" + name, place));
            }
        } else {
            count("rival promotes other schemas");
        }
        world.catalog
                .begin(fence, fence.next(name, FenceMark.State.PROMOTED), world.now())
                .ifPresent(block -> world.catalog.commit(block, renames));
    }

    private void count(String fault) {
        counts.merge(fault, 1, Integer::sum);
    }
}

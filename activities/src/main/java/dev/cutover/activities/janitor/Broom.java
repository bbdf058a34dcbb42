package dev.cutover.activities.janitor;

import dev.cutover.activities.cleanup.SideLeft;
import dev.cutover.activities.cleanup.SideLeft.Left;
import dev.cutover.activities.janitor.Trace.Named;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.promotion.Burner;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.promotion.BurnInput;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clears up after one deployment that does not run. Everything is found by recorded catalog id and dropped as a deployment drops
 * its own: moved aside, checked, object by object, never by CASCADE. A worker that was frozen and wakes up finds none of it under
 * the names that it knows, and where it may have sent a swap the fence is burned first (P2).
 */
final class Broom {
    private static final String UNPROVEN_CONTENTS =
            " What it has made is recorded nowhere any more. A comment says that the schema or cluster is the deployment's,"
                    + " not whose the objects in it are. Look at them, drop them, and what is empty then goes at the next round.";

    private static final String SHARED_NAME =
            " It ended while it was building under a name that every deployment of this dbt project uses, and dbt run by hand too: no"
                    + " record says who made what is in it. Look at it, drop it, and what is empty then goes at the next round.";

    private final ActivityRun run;
    private final Materialize materialize;
    private final Session session;
    private final JanitorRequest request;
    private final Trace trace;
    private final Removals removals;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private String workflowId;

    /** What its worker may still send; null when nothing is known of it, or nothing can be under way. */
    private Belongings underWay;

    Broom(
            ActivityRun run,
            Materialize materialize,
            Session session,
            JanitorRequest request,
            Trace trace,
            Removals removals) {
        this.run = run;
        this.materialize = materialize;
        this.session = session;
        this.request = request;
        this.trace = trace;
        this.removals = removals;
        this.workflowId = trace.workflowId();
    }

    List<Item> sweep(Fate fate) throws SQLException {
        if (fate instanceof Fate.Recorded recorded) {
            workflowId = recorded.run().workflowId();
            recorded(recorded);
        } else if (fate instanceof Fate.Unrecorded unrecorded) {
            unrecorded(unrecorded.how(), Optional.empty());
        } else if (fate instanceof Fate.InDoubt doubt) {
            others(doubt.why());
        }
        return List.copyOf(items.values());
    }

    private void recorded(Fate.Recorded recorded) throws SQLException {
        Belongings left = recorded.belongings();
        String how = "Its workflow " + workflowId + " has closed ("
                + (left.ending() == null ? recorded.run().status() : left.ending()) + ").";
        Optional<String> person =
                left.ending() == Ending.FAILED_DIRTY && !request.gone().contains(trace.deployment())
                        ? Optional.of(
                                "It ended as FAILED_DIRTY and left this for a person to decide. To have it removed, add --gone "
                                        + trace.deployment() + ".")
                        : Optional.empty();
        if (left.plan() == null) {
            unrecorded(how + " It knows of no plan: it was reset to before it, or never came so far.", person);
            return;
        }
        underWay = left.ending() == null || left.ending() == Ending.FAILED_DIRTY ? left : null;
        for (Side side : Side.values()) {
            if (side == Side.REVERTED && left.inventory() == null) {
                continue;
            }
            SideLeft there = SideLeft.recorded(session, new DropInput(side, left.plan(), left.inventory()));
            for (Remaining thing : there.unproven("")) {
                add(thing, Verdict.UNPROVEN, how + SHARED_NAME);
            }
            clear(there, how, person.or(() -> side == Side.RETIRED ? held(recorded) : Optional.empty()));
        }
        others("Its name says that it is of deployment " + trace.deployment()
                + ", whose record does not hold it: somebody else made it.");
    }

    /** By comments, which prove the schema or cluster that they are on and nothing that is in it. */
    private void unrecorded(String how, Optional<String> keptBecause) throws SQLException {
        SideLeft green = SideLeft.marked(session, trace.deployment(), trace.marked());
        for (Remaining thing : green.unproven("")) {
            add(thing, Verdict.UNPROVEN, how + UNPROVEN_CONTENTS);
        }
        clear(green, how, keptBecause);
        others(how + " What it has made is recorded nowhere, and no comment of its own proves this one.");
    }

    /** What there is to say when something made it stop in the middle: what was found, and of the rest why it was not. */
    List<Item> brokenOff(String why) {
        others(why);
        return List.copyOf(items.values());
    }

    /** Old production is kept as long as the deployment had promised: a person may still want to swap it back. */
    private Optional<String> held(Fate.Recorded recorded) {
        Belongings left = recorded.belongings();
        if (left.ending() != null || request.endHolds()) {
            return Optional.empty();
        }
        Instant until = left.holdUntil() != null
                ? left.holdUntil()
                : recorded.run().closed() == null || left.holdFor() == null
                        ? null
                        : recorded.run().closed().plus(left.holdFor());
        return until == null || until.isAfter(Instant.now())
                ? Optional.of("It is old production, and the hold lasts until " + until
                        + ". To have it removed before, add --end-holds.")
                : Optional.empty();
    }

    private void clear(SideLeft side, String how, Optional<String> keptBecause) throws SQLException {
        List<Left> before = side.survey();
        if (keptBecause.isPresent()) {
            before.forEach(left -> add(left.thing(), Verdict.KEPT, keptBecause.get()));
            return;
        }
        if (request.apply() && anyGoes(before) && settled()) {
            before = side.survey();
        }
        if (!request.apply() || !anyGoes(before)) {
            before.forEach(left -> add(
                    left.thing(),
                    left.needed() ? Verdict.KEPT : Verdict.REMOVE,
                    left.needed() ? left.thing().why() : how));
            return;
        }
        removals.announce(before.stream()
                .filter(left -> !left.needed())
                .map(Left::thing)
                .map(thing -> item(thing.id(), thing.kind(), thing.name(), Verdict.REMOVED, how, List.of()))
                .toList());
        Map<String, Remaining> refused = new LinkedHashMap<>();
        side.drop(run::checkAlive).remaining().forEach(thing -> refused.put(key(thing), thing));
        Map<String, Remaining> after = new LinkedHashMap<>();
        side.survey().forEach(left -> after.put(key(left.thing()), left.thing()));
        for (Left left : before) {
            String key = key(left.thing());
            if (after.containsKey(key)) {
                Remaining stays = refused.getOrDefault(key, after.get(key));
                add(stays, Verdict.KEPT, stays.why());
            } else {
                add(left.thing(), Verdict.REMOVED, how);
            }
        }
    }

    private static boolean anyGoes(List<Left> things) {
        return things.stream().anyMatch(left -> !left.needed());
    }

    /**
     * Stops what a worker of the deployment may still send, before the first thing is dropped: never in a round that drops nothing,
     * since renaming the fence costs every running swap an attempt.
     *
     * @return whether the sides have to be looked at again
     */
    private boolean settled() throws SQLException {
        Belongings left = underWay;
        underWay = null;
        if (left == null || left.inventory() == null || !left.swapAttempted()) {
            return false;
        }
        Burner burner = new Burner(run, materialize, new BurnInput(left.plan(), left.inventory()));
        if (left.revertAttempted()) {
            burner.stopRevert();
        } else if (!left.promoted()) {
            burner.burn();
        } else {
            return false;
        }
        return true;
    }

    /** What has a name of the deployment and was not accounted for. */
    private void others(String why) {
        for (Named thing : trace.named()) {
            items.putIfAbsent(
                    Removals.key(thing.kind(), thing.id()),
                    item(thing.id(), thing.kind(), thing.name(), Verdict.UNPROVEN, why, List.of()));
        }
    }

    private void add(Remaining thing, Verdict verdict, String why) {
        items.putIfAbsent(key(thing), item(thing.id(), thing.kind(), thing.name(), verdict, why, thing.statements()));
    }

    private Item item(String id, String kind, String name, Verdict verdict, String why, List<String> statements) {
        return new Item(trace.deployment(), workflowId, id, kind, name, verdict, why, statements);
    }

    private static String key(Remaining thing) {
        return Removals.key(thing.kind(), thing.id());
    }
}

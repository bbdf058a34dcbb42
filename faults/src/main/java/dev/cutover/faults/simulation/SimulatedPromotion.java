package dev.cutover.faults.simulation;

import dev.cutover.faults.simulation.Actor.Said;
import dev.cutover.faults.simulation.FenceMark.State;
import dev.cutover.faults.simulation.SimulatedCatalog.Block;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Resolve, then act: the protocol of the swap, of the swap back and of giving up, with a boundary between any two statements. */
final class SimulatedPromotion {
    private static final int MOST_ATTEMPTS = 6;
    /** A block that stands still for longer is ended by the server. */
    private static final long BLOCK_MILLIS = 10_000;

    private final SimulatedWorld world;
    private final Chaos chaos;
    private final Actor actor;
    private final Attempt attempt;

    SimulatedPromotion(SimulatedWorld world, Chaos chaos, Actor actor, Attempt attempt) {
        this.world = world;
        this.chaos = chaos;
        this.actor = actor;
        this.attempt = attempt;
    }

    PromotionResult promote(PromoteInput input) {
        Plan plan = input.plan();
        Sides sides = new Sides(world.catalog, plan, input.inventory());
        for (int attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
            chaos.at(actor, attempt);
            FenceMark fence = world.catalog.fence();
            boolean ours = fence.isOf(plan.deployment());
            if (sides.promoted() || ours && fence.state() == State.PROMOTED) {
                chaos.at(actor, attempt);
                return new PromotionResult.Promoted(new Promotion(fence.position(), databaseTime()));
            }
            if (ours) {
                return new PromotionResult.TooLate();
            }
            Optional<PromotionResult> veto = veto(input, sides);
            if (veto.isEmpty()) {
                veto = swap(input, sides, fence);
            }
            Optional<PromotionResult> confirmed = veto.flatMap(said -> confirm(said, input, sides));
            if (confirmed.isPresent()) {
                return confirmed.get();
            }
        }
        return new PromotionResult.Busy("COMMIT", MOST_ATTEMPTS, 60);
    }

    private Optional<PromotionResult> swap(PromoteInput input, Sides sides, FenceMark fence) {
        chaos.renameOf(fence, actor, attempt);
        Optional<Block> begun =
                world.catalog.begin(fence, fence.next(input.plan().deployment(), State.PROMOTED), world.now());
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        chaos.inSwap(actor, attempt);
        Optional<PromotionResult> veto = veto(input, sides);
        attempt.checkAlive();
        if (veto.isPresent()) {
            return veto;
        }
        try {
            chaos.at(actor, attempt);
            commit(input, sides, begun.get());
            chaos.at(actor, attempt);
        } catch (Attempt.ConnectionLost unknown) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private boolean ready() {
        return world.now() >= actor.unreadyUntil;
    }

    private void commit(PromoteInput input, Sides sides, Block block) {
        SwapRecord swap =
                new SwapRecord(input.plan().deployment(), false, approvedByAPerson(input), inTime(input, block));
        if (alive(block) && world.catalog.commit(block, sides.forward())) {
            world.swaps.add(swap);
        }
    }

    /** What was begun in time may commit as late as the server lets a block stand still. */
    private boolean inTime(PromoteInput input, Block block) {
        long notAfter = input.notAfter().toEpochMilli();
        return world.blocksEnd ? world.now() < notAfter + BLOCK_MILLIS : block.begunMillis() < notAfter;
    }

    /** An approval of another green died when green changed; what was said after a rejection of this one came too late. */
    private boolean approvedByAPerson(PromoteInput input) {
        String green = greenFingerprint(input.inventory());
        List<Said> ofThisGreen = actor.said.stream()
                .filter(said -> said.valid() && said.shown().equals(green))
                .filter(said -> said.what().equals("approve") || said.what().equals("reject"))
                .toList();
        return !ofThisGreen.isEmpty()
                && ofThisGreen.get(0).what().equals("approve")
                && ofThisGreen.stream()
                        .anyMatch(said -> said.what().equals("approve")
                                && said.by().equals(input.approval().by()));
    }

    private boolean alive(Block block) {
        return !world.blocksEnd || world.now() - block.begunMillis() <= BLOCK_MILLIS;
    }

    private Optional<PromotionResult> veto(PromoteInput input, Sides sides) {
        if (!now().isBefore(input.notAfter()) || !databaseTime().isBefore(input.notAfter())) {
            return Optional.of(new PromotionResult.TooLate());
        }
        Optional<PromotionResult> moved = moved(sides);
        if (moved.isPresent()) {
            return moved;
        }
        if (!blueFingerprint(input.plan()).equals(input.plan().blueFingerprint())) {
            return Optional.of(new PromotionResult.Stale("Grants changed.", null));
        }
        if (!greenFingerprint(input.inventory()).equals(input.approvedGreenFingerprint())) {
            return Optional.of(new PromotionResult.Drifted("Green changed."));
        }
        return ready() ? Optional.empty() : Optional.of(new PromotionResult.NotReady(Models.unready()));
    }

    private static Optional<PromotionResult> moved(Sides sides) {
        if (!sides.blueInProduction()) {
            return Optional.of(new PromotionResult.Stale("Production moved.", null));
        }
        return sides.greenInPlace() ? Optional.empty() : Optional.of(new PromotionResult.Drifted("Green moved."));
    }

    private Optional<PromotionResult> confirm(PromotionResult veto, PromoteInput input, Sides sides) {
        chaos.at(actor, attempt);
        if (sides.promoted()) {
            return Optional.empty();
        }
        PromotionResult confirmed =
                veto instanceof PromotionResult.TooLate ? veto : moved(sides).orElse(veto);
        boolean lost = input.inventory().objects().stream().anyMatch(object -> !world.catalog.exists(object.id()));
        if (confirmed instanceof PromotionResult.Drifted && lost) {
            throw ApplicationFailure.newNonRetryableFailure("Green is not whole.", FailureType.GREEN_LOST.name());
        }
        return Optional.of(confirmed);
    }

    RevertResult revert(RevertInput input) {
        Plan plan = input.plan();
        Sides sides = new Sides(world.catalog, plan, input.inventory());
        for (int attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
            chaos.at(actor, attempt);
            FenceMark fence = world.catalog.fence();
            if (fence.isOf(plan.deployment()) && fence.state() == State.REVERTED || sides.reverted()) {
                chaos.at(actor, attempt);
                return new RevertResult.Reverted(fence.position(), databaseTime());
            }
            if (hindered(plan, sides)) {
                return new RevertResult.Refused("Production is not what was promoted.");
            }
            swapBack(plan, sides, fence);
        }
        return new RevertResult.Busy("COMMIT", MOST_ATTEMPTS);
    }

    private boolean hindered(Plan plan, Sides sides) {
        return !sides.promoted()
                || !sides.retiredInPlace()
                || plan.blue().stream().anyMatch(object -> !world.catalog.exists(object.id()));
    }

    private void swapBack(Plan plan, Sides sides, FenceMark fence) {
        chaos.renameOf(fence, actor, attempt);
        Optional<Block> begun = world.catalog.begin(fence, fence.next(plan.deployment(), State.REVERTED), world.now());
        if (begun.isEmpty()) {
            return;
        }
        try {
            chaos.at(actor, attempt);
            if (hindered(plan, sides)) {
                return;
            }
            attempt.checkAlive();
            chaos.at(actor, attempt);
            if (alive(begun.get()) && world.catalog.commit(begun.get(), sides.back())) {
                world.swaps.add(new SwapRecord(plan.deployment(), true, true, true));
            }
            chaos.at(actor, attempt);
        } catch (Attempt.ConnectionLost unknown) {
            return;
        }
    }

    BurnResult burn(BurnInput input) {
        Plan plan = input.plan();
        Sides sides = new Sides(world.catalog, plan, input.inventory());
        while (true) {
            chaos.at(actor, attempt);
            FenceMark fence = world.catalog.fence();
            boolean ours = fence.isOf(plan.deployment());
            if (sides.promoted() || ours && fence.state() == State.PROMOTED) {
                chaos.at(actor, attempt);
                return new BurnResult.AlreadyPromoted(new Promotion(fence.position(), databaseTime()));
            }
            if (ours) {
                return new BurnResult.Burned(fence.position().name());
            }
            chaos.renameOf(fence, actor, attempt);
            world.catalog
                    .begin(fence, fence.next(plan.deployment(), State.BURNED), world.now())
                    .ifPresent(block -> world.catalog.commit(block, List.of()));
        }
    }

    private Instant databaseTime() {
        return Instant.ofEpochMilli(world.databaseTime());
    }

    private Instant now() {
        return Instant.ofEpochMilli(world.now());
    }

    private String blueFingerprint(Plan plan) {
        return world.catalog.fingerprint(
                List.of(plan.schemas().get(0).blueId(), plan.clusters().get(0).blueId()));
    }

    private String greenFingerprint(Inventory inventory) {
        return world.catalog.fingerprint(List.of(
                inventory.schemas().get(0).id(), inventory.clusters().get(0).id()));
    }
}

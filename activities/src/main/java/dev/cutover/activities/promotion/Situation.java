package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.swap.NameLayout;
import dev.cutover.activities.materialize.swap.NameLayoutReader;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The fence, and where the sides were while it stood so.
 *
 * @param at wall-clock time of the database
 */
record Situation(Fence fence, Sides sides, Instant at) {
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(50);

    /**
     * Reads both as of one moment. They take two statements, so the fence is read once more: while it is the same, no swap of
     * this target came between.
     *
     * @throws io.temporal.failure.ApplicationFailure FENCE_UNCLEAR when there is no fence, or no single one
     */
    static Situation read(ActivityRun run, Session session, FenceReader fences, Plan plan, Inventory inventory)
            throws SQLException {
        while (true) {
            Fence before = find(session, fences, plan);
            NameLayout layout = NameLayoutReader.read(session);
            Fence after = find(session, fences, plan);
            if (before.equals(after)) {
                return new Situation(after, new Sides(plan, inventory, layout), layout.readAt());
            }
            run.pause(BETWEEN_READINGS);
        }
    }

    private static Fence find(Session session, FenceReader fences, Plan plan) throws SQLException {
        Optional<Fence> fence = fences.find(session);
        return fence.orElseThrow(() -> Failures.of(
                FailureType.FENCE_UNCLEAR,
                "The fence of target " + plan.target() + " is gone; at planning it was "
                        + plan.fence().database() + "." + plan.fence().name() + ".",
                "Whether this deployment was promoted cannot be told any more; nothing is changed from here on.",
                "Look at the schemas of production and at deployment " + plan.deployment()
                        + "'s plan, and create the fence's schema again under the name that fits."));
    }
}

package dev.cutover.workflows.cleanup;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;

/**
 * What a drop needs.
 *
 * @param side what to drop
 * @param plan the plan; names the retired objects by id
 * @param inventory green's ids; null when the deployment ended before it had reported them: then green is what lies under
 *     the plan's green names with this deployment's line in its comment
 */
public record DropInput(Side side, Plan plan, Inventory inventory) {}

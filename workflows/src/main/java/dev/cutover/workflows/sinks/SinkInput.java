package dev.cutover.workflows.sinks;

import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;

/**
 * What pointing sinks at production needs.
 *
 * @param from the side that lost, which no sink is to read: retired after the swap, reverted after the swap back
 * @param plan the plan; names blue's objects by id
 * @param inventory names green's objects by id
 */
public record SinkInput(Side from, Plan plan, Inventory inventory) {}

package dev.cutover.workflows.promotion;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;

/** What a swap back needs: the plan, what was promoted, and the promotion. */
public record RevertInput(Plan plan, Inventory inventory, Promotion promotion) {}

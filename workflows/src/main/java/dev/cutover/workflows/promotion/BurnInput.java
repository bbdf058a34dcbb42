package dev.cutover.workflows.promotion;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;

/** What giving up after a swap may have been sent needs. */
public record BurnInput(Plan plan, Inventory inventory) {}

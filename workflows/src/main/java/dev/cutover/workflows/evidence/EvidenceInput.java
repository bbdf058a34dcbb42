package dev.cutover.workflows.evidence;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;

/** The plan and the green that is ready. */
public record EvidenceInput(Plan plan, Inventory inventory) {}

package dev.cutover.workflows.inventory;

import dev.cutover.workflows.plan.Plan;

/** The plan and the empty green that the clone made. */
public record DeployInput(Plan plan, Inventory cloned) {}

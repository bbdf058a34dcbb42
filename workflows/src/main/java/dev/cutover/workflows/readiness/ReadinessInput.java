package dev.cutover.workflows.readiness;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.time.Duration;

/**
 * What one wait for readiness needs.
 *
 * @param plan the plan
 * @param inventory what to expect
 * @param last what the workflow knows already; null at first
 * @param quietFor report a change of an unready verdict only after this long, so that the history stays small; grows with
 *     each report
 */
public record ReadinessInput(Plan plan, Inventory inventory, Readiness last, Duration quietFor) {}

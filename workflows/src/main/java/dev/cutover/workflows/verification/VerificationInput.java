package dev.cutover.workflows.verification;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.time.Instant;

/**
 * What is to be verified, and for how long it must hold.
 *
 * @param plan what was promoted
 * @param inventory its ids
 * @param until workflow time until which checks and readiness must hold; they are looked at once at least
 */
public record VerificationInput(Plan plan, Inventory inventory, Instant until) {}

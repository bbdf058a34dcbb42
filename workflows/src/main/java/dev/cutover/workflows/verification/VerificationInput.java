package dev.cutover.workflows.verification;

import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.time.Instant;
import java.util.List;

/**
 * What is to be verified, and for how long it must hold.
 *
 * @param plan what was promoted
 * @param inventory its ids
 * @param until workflow time until which checks and readiness must hold; they are looked at once at least
 * @param overridden names of the checks that the approval overrides: they are run and told of, and fail nothing
 */
public record VerificationInput(Plan plan, Inventory inventory, Instant until, List<String> overridden) {
    /** A former version of the workflow names none. */
    public VerificationInput {
        overridden = overridden == null ? List.of() : List.copyOf(overridden);
    }
}

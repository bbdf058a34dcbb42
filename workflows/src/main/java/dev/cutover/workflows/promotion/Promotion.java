package dev.cutover.workflows.promotion;

import dev.cutover.workflows.plan.FencePosition;
import java.time.Instant;

/**
 * A swap that took place.
 *
 * @param fence our fence after the swap; its name proves that the swap is ours
 * @param at time of the database when it was found committed
 */
public record Promotion(FencePosition fence, Instant at) {}

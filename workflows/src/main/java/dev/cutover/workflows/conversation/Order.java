package dev.cutover.workflows.conversation;

import java.time.Instant;

/**
 * What was ordered within the hold.
 *
 * @param revert true to swap back, false to end the hold
 * @param by who ordered it; self-asserted
 * @param reason why; may be null
 * @param at workflow time of its arrival
 */
public record Order(boolean revert, String by, String reason, Instant at) {}

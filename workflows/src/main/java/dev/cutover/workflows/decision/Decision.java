package dev.cutover.workflows.decision;

import java.time.Instant;

/**
 * A decision that was accepted.
 *
 * @param choice approve or reject
 * @param by who decided; self-asserted, Temporal does not know the sender
 * @param planHash the part of the plan's hash that was given, at least 8 characters
 * @param reason why; may be null for an approval
 * @param at workflow time of its arrival
 */
public record Decision(Choice choice, String by, String planHash, String reason, Instant at) {
    /** The two choices. */
    public enum Choice {
        APPROVE,
        REJECT
    }
}

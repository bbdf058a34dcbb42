package dev.cutover.starter.demo;

import dev.cutover.workflows.outcome.Ending;

/** What a demonstration shows, and the ending that it asks for. */
public enum Scenario {
    /** A person decides, here or from another terminal; whatever is decided is what was asked for. */
    ASK(null),
    /** Approved by itself. */
    APPROVE(Ending.PROMOTED),
    /** Rejected by itself. */
    REJECT(Ending.REJECTED),
    /** Approved by itself, and taken back within the hold. */
    REVERT(Ending.REVERTED),
    /** Hydration gets stuck, and its deadline passes. */
    STUCK_HYDRATION(Ending.FAILED);

    private final Ending expected;

    Scenario(Ending expected) {
        this.expected = expected;
    }

    /** Whether this ending is the one that was asked for. */
    boolean asksFor(Ending ending) {
        return expected == null
                ? ending == Ending.PROMOTED || ending == Ending.REJECTED || ending == Ending.REVERTED
                : ending == expected;
    }

    /** Whether production shows both versions in the course of it. */
    static boolean showsBothVersions(Ending ending) {
        return ending == Ending.PROMOTED || ending == Ending.REVERTED;
    }
}

package dev.cutover.workflows.policy;

import java.time.Duration;

/**
 * What follows a swap: the project's checks against production, and a time in which they and readiness must hold.
 *
 * @param soak how long they must hold; zero means that they are looked at once
 * @param onFailure what happens when they do not
 */
public record Verification(Duration soak, OnFailure onFailure) {
    /** What a failed verification leads to. */
    public enum OnFailure {
        /** Old production is swapped back. */
        REVERT,
        /** The new version stays, and old production is kept until a person orders a revert or the end of the hold. */
        HOLD
    }
}

package dev.cutover.workflows.cleanup;

/** Which side of a deployment is dropped. */
public enum Side {
    /** The clone, when the deployment did not promote. */
    GREEN,
    /** Old production, after the hold. */
    RETIRED,
    /** What had been promoted, after a revert. */
    REVERTED
}

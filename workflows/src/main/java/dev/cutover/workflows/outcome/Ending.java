package dev.cutover.workflows.outcome;

/** The closed set of endings (P5). */
public enum Ending {
    /** The new version is production; retired is gone, but for what strangers still read. */
    PROMOTED,
    /** The new version was production and was taken back. */
    REVERTED,
    /** A person said no. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Cancelled before the swap. */
    CANCELLED,
    /** Something went wrong; production is as it was and nothing is left behind. */
    FAILED,
    /** Something went wrong and something is left behind; the outcome lists it. */
    FAILED_DIRTY,
    /** Production already is what the project says. */
    NOTHING_TO_DO,
    /** A dry run: planned, nothing created. */
    PLANNED
}

package dev.cutover.workflows.plan;

/** What the swap does with one schema or cluster. */
public enum Change {
    /** Exists in blue and in the project: swapped with its green clone. */
    REPLACE,
    /** Only in the project: renamed into place. */
    NEW,
    /** Only in blue and named in the request's {@code removes}: renamed to retired. */
    REMOVE
}

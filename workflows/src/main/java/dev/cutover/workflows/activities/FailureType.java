package dev.cutover.workflows.activities;

/**
 * The closed set of reasons for which an activity gives up; each is the {@code type} of a non-retryable failure. Everything
 * else (a lost connection, a restarting server) is retried until the deployment's own deadline.
 */
public enum FailureType {
    /** The request cannot be understood or exceeds a limit. */
    INVALID_REQUEST,
    /** The worker's configuration has no such target. */
    UNKNOWN_TARGET,
    /** The project cannot be found, read or understood; the message names file, line and column. */
    INVALID_PROJECT,
    /** The worker has no dbt for the project, or none that it can use; the message says what to configure. */
    DBT_UNUSABLE,
    /** The plan would lose or break something; the message names it and the way out. */
    PLAN_REFUSED,
    /** The connecting role lacks a privilege; the message holds the GRANT that gives it. */
    PERMISSION_DENIED,
    /** The project's content is no longer what was planned. */
    PROJECT_CHANGED,
    /** Materialize refused a statement of the project; the message names file, line and column. */
    STATEMENT_REFUSED,
    /** Green is not what this deployment made: something of it is gone, or a stranger's object is in its place. */
    GREEN_LOST,
    /** A sink outside could not read what the new version puts in the place of what it reads; the message names both. */
    SINK_CANNOT_FOLLOW,
    /** The target has two fences or one that cannot be read as one of ours. */
    FENCE_UNCLEAR,
    /** The worker is shutting down; another one goes on. Retried at once elsewhere, counts for nothing. */
    WORKER_STOPPING
}

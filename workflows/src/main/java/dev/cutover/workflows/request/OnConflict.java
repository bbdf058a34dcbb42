package dev.cutover.workflows.request;

/** What to do when another deployment has changed the same schemas or clusters first. */
public enum OnConflict {
    /** End as FAILED and name the winner. */
    REFUSE,
    /** Wait for the winner and plan again. */
    QUEUE
}

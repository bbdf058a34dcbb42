package dev.cutover.workflows.request;

/** What to do when another deployment has changed the same schemas or clusters first. */
public enum OnConflict {
    /** Nobody is refused at the start: who is promoted second ends as FAILED and names the winner. */
    REFUSE,
    /** Wait for the winner and plan again. Not available yet: a request that asks for it is refused. */
    QUEUE
}

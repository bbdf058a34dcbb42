package dev.cutover.workflows.request;

/** What to do when another deployment has changed the same schemas or clusters first. */
public enum OnConflict {
    /** Nobody is refused at the start: who is promoted second ends as FAILED and names the winner. */
    REFUSE,
    /**
     * Deployments that take the same schemas or clusters go first: those that have begun, and those that queued earlier. Then
     * it is planned again; also when somebody was faster all the same, with a new approval.
     */
    QUEUE
}

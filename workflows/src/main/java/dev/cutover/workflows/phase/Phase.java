package dev.cutover.workflows.phase;

/** Where a deployment is. */
public enum Phase {
    PLANNING("reading the project and production"),
    QUEUED("waiting for deployments of the same schemas or clusters that came first"),
    CLONING("creating green schemas and clusters"),
    DEPLOYING("creating the new version in green"),
    HYDRATING("waiting until every object of green is hydrated and fresh"),
    COLLECTING_EVIDENCE("comparing green with blue and running the checks"),
    AWAITING_DECISION("waiting for a person's decision"),
    PROMOTING("swapping green into production"),
    VERIFYING("checking the new version in production; old production is kept for a revert"),
    HOLDING("the new version is live; old production is kept for a revert"),
    REVERTING("swapping old production back"),
    CLEANING_UP("dropping what is no longer needed"),
    COMPENSATING("undoing what was created; production stays as it was"),
    DONE("ended");

    private final String meaning;

    Phase(String meaning) {
        this.meaning = meaning;
    }

    /** What happens in this phase, in words. */
    public String meaning() {
        return meaning;
    }
}

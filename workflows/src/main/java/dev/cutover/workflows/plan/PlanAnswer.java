package dev.cutover.workflows.plan;

/**
 * The answer to the query {@code plan}, which can be asked at any time.
 *
 * @param available whether there is a plan
 * @param waitingFor what the plan waits for, or why there will be none, in one sentence; null when it is available
 * @param plan the whole plan; null when it is not available
 */
public record PlanAnswer(boolean available, String waitingFor, Plan plan) {
    /** The plan. */
    public static PlanAnswer of(Plan plan) {
        return new PlanAnswer(true, null, plan);
    }

    /** No plan. */
    public static PlanAnswer none(String waitingFor) {
        return new PlanAnswer(false, waitingFor, null);
    }
}

package dev.cutover.workflows.plan;

import java.util.List;

/**
 * The answer to the query {@code statements}.
 *
 * @param waitingFor what the plan waits for, or why there will be none, in one sentence; null when there is one
 * @param statements every statement, in the order in which they are sent
 */
public record StatementsAnswer(String waitingFor, List<PlannedStatement> statements) {
    /** The statements of a plan, when there is one. */
    public static StatementsAnswer of(PlanAnswer plan) {
        return new StatementsAnswer(
                plan.waitingFor(), plan.available() ? plan.plan().outlook().statementList() : List.of());
    }
}

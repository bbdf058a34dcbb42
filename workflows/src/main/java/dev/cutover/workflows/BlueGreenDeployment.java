package dev.cutover.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.plan.StatementsAnswer;
import dev.cutover.workflows.status.Status;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One blue/green deployment of a Materialize environment: plan, clone, deploy, await hydration, collect evidence, await a
 * decision, promote, hold, clean up; whatever fails is compensated.
 *
 * <p>Messages arrive as plain JSON so that nothing a person types can fail to decode: a wrong field is answered in words
 * instead of blocking the workflow.
 */
@WorkflowInterface
public interface BlueGreenDeployment {
    /** Workflow type, as in {@code --type}. */
    String TYPE = "BlueGreenDeployment";

    /** Task queue, as in {@code --task-queue}. */
    String TASK_QUEUE = "cutover";

    /** Type of the failure by which an update is refused. */
    String REFUSED = "REFUSED";

    /** Signal by which a worker says how far it is. */
    String PROGRESS = "progress";

    /** Signal by which a delivery of notices says that a receiver is in trouble. */
    String UNDELIVERED = "undelivered";

    /** Memo in which a cancelled run leaves its outcome, as {@code temporal workflow describe} shows it. */
    String OUTCOME_MEMO = "outcome";

    /** Name of the query for what the deployment has made. */
    String BELONGINGS = "belongings";

    /**
     * Runs the deployment.
     *
     * @param request see {@link dev.cutover.workflows.request.RequestParser}
     * @param carried what a former run of the same deployment hands over; people leave it out
     * @return how it ended; FAILED and FAILED_DIRTY fail the workflow with the same outcome as details. A run that was asked
     *     to cancel closes as Canceled whatever its ending, and without a result: its outcome is in the memo
     *     {@link #OUTCOME_MEMO}, in the query {@code status} and in the column {@code CutoverOutcome}
     */
    @WorkflowMethod(name = TYPE)
    Outcome run(JsonNode request, JsonNode carried);

    /** Approves: {@code {"by", "planHash", "reason"}}. */
    @SignalMethod(
            name = "approve",
            description = "Approve the plan: {\"by\": \"you\", \"planHash\": \"<first 8 characters or more>\"}")
    void approve(JsonNode decision);

    /** Rejects: {@code {"by", "planHash", "reason"}}. */
    @SignalMethod(
            name = "reject",
            description =
                    "Reject the plan: {\"by\": \"you\", \"planHash\": \"<first 8 characters or more>\", \"reason\":"
                            + " \"why\"}")
    void reject(JsonNode decision);

    /** Takes the promotion back within the hold: {@code {"by", "reason"}}. */
    @SignalMethod(name = "revert", description = "Swap old production back: {\"by\": \"you\", \"reason\": \"why\"}")
    void revert(JsonNode order);

    /** Ends the hold now: {@code {"by", "reason"}}. */
    @SignalMethod(name = "finish", description = "End the hold now: {\"by\": \"you\", \"reason\": \"why\"}")
    void finish(JsonNode order);

    /** Has the evidence collected again while a decision is awaited: {@code {"by"}}. */
    @SignalMethod(name = "refresh", description = "Collect the evidence again: {\"by\": \"you\"}")
    void refresh(JsonNode wish);

    /** A worker's report of how far green is built, see {@link dev.cutover.workflows.status.Building}; not for people. */
    @SignalMethod(name = PROGRESS, description = "Sent by workers: how far green is built")
    void progress(JsonNode report);

    /** A delivery says that a receiver does not take a notice; people have no use for it. */
    @SignalMethod(name = UNDELIVERED, description = "From a delivery of notices, not from people")
    void undelivered(JsonNode trouble);

    /** Approves or rejects and answers at once: {@code {"decision": "APPROVE" or "REJECT", "by", "planHash", "reason"}}. */
    @UpdateMethod(
            name = "decide",
            description =
                    "Approve or reject, with an answer: {\"decision\": \"APPROVE\", \"by\": \"you\", \"planHash\":"
                            + " \"…\"}")
    String decide(JsonNode decision);

    /** Refuses a decision that cannot count, before it enters the history. */
    @UpdateValidatorMethod(updateName = "decide")
    void validateDecide(JsonNode decision);

    /** Reverts and answers at once what will happen: {@code {"by", "reason"}}. */
    @UpdateMethod(
            name = "undo",
            description = "Swap old production back, with an answer: {\"by\": \"you\", \"reason\": \"why\"}")
    String undo(JsonNode order);

    /** Refuses a revert that is not possible now. */
    @UpdateValidatorMethod(updateName = "undo")
    void validateUndo(JsonNode order);

    /** Which phase, why it waits, what may be typed next. */
    @QueryMethod(name = "status", description = "Phase, what it waits for, deadline, next commands")
    Status status();

    /** The whole plan, or what it waits for. */
    @QueryMethod(name = "plan", description = "The whole plan, or what it waits for")
    PlanAnswer plan();

    /** Every statement that will be sent, which the plan holds in a packed form. */
    @QueryMethod(name = "statements", description = "Every statement that will be sent, as SQL")
    StatementsAnswer statements();

    /** The whole evidence, or what it waits for. */
    @QueryMethod(name = "evidence", description = "The whole evidence, or what it waits for")
    EvidenceAnswer evidence();

    /** How the deployment came about: request, hashes, decisions with their proof, every change with its time. */
    @QueryMethod(name = "audit", description = "How it came about: request, hashes, decisions, changes, outcome")
    Audit audit();

    /** What it has made and swapped: for whoever clears up after it. */
    @QueryMethod(name = BELONGINGS, description = "What it has made, for the janitor")
    Belongings belongings();
}

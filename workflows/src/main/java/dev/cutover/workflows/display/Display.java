package dev.cutover.workflows.display;

import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.status.Status;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** Puts a deployment's state where the Web UI and the CLI show it. Search attributes change with the phase only. */
public final class Display {
    /** Shows the state as current details; costs no event. */
    public void details(Status status, Evidence evidence) {
        Workflow.setCurrentDetails(Details.of(status, evidence));
    }

    /** Names the deployment in the list's columns, with its first phase. */
    public void began(String deployment, String target, String requester, Phase phase) {
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.DEPLOYMENT.valueSet(deployment),
                SearchAttributes.TARGET.valueSet(target),
                SearchAttributes.REQUESTER.valueSet(requester),
                SearchAttributes.PHASE.valueSet(phase.name()));
    }

    /** Says in the list what the deployment takes; dies with the workflow. */
    public void claim(Claim claim) {
        Workflow.upsertMemo(Map.of(Claim.MEMO, claim));
    }

    /** Shows the phase in the list. */
    public void phase(Phase phase) {
        Workflow.upsertTypedSearchAttributes(SearchAttributes.PHASE.valueSet(phase.name()));
    }

    /**
     * Shows how it ended in the list.
     *
     * @param target the environment, also of a deployment that never began; null when its request named none
     */
    public void ended(String target, Ending ending) {
        if (target != null) {
            Workflow.upsertTypedSearchAttributes(
                    SearchAttributes.TARGET.valueSet(target),
                    SearchAttributes.PHASE.valueSet(Phase.DONE.name()),
                    SearchAttributes.OUTCOME.valueSet(ending.name()));
            return;
        }
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.PHASE.valueSet(Phase.DONE.name()), SearchAttributes.OUTCOME.valueSet(ending.name()));
    }
}

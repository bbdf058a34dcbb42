package dev.cutover.workflows.conversation;

import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Policy;
import java.time.Instant;
import java.util.List;

/** What a deployment must know about itself to judge a message. */
public interface Situation {
    /** Where it is. */
    Phase phase();

    /** The deployment's id. */
    String deployment();

    /** Hash of its plan; null before planning has ended. */
    String planHash();

    /** Who asked for it. */
    String requester();

    /** The rules by which approvals are judged now. */
    Policy policy();

    /** Names of the checks that failed in the present evidence. */
    List<String> failingChecks();

    /** The evidence that there was while people were awaited, the present one last. */
    Seen seen();

    /** When the present evidence had arrived, in workflow time; null while there is none, or while it is collected again. */
    Instant collectedAt();

    /** When the wait for a decision ends; null before it has begun. */
    Instant decideBy();

    /** Workflow time. */
    Instant now();

    /** The workflow's id, for commands in answers. */
    String workflowId();
}

package dev.cutover.workflows.conversation;

import dev.cutover.workflows.phase.Phase;
import java.time.Instant;

/** What a deployment must know about itself to judge a message. */
public interface Situation {
    /** Where it is. */
    Phase phase();

    /** Hash of its plan; null before planning has ended. */
    String planHash();

    /** When the wait for a decision ends; null before it has begun. */
    Instant decideBy();

    /** Workflow time. */
    Instant now();

    /** The workflow's id, for commands in answers. */
    String workflowId();
}

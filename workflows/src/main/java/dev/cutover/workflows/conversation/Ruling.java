package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;

/**
 * What a judge says to a message.
 *
 * @param answer for the sender
 * @param decision the decision as it is remembered; null when it is refused or none
 * @param decides whether nothing more is needed
 */
record Ruling(Answer answer, Decision decision, boolean decides) {
    static Ruling refused(String why) {
        return new Ruling(new Answer.Refused(why), null, false);
    }
}

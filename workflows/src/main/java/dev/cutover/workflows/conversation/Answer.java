package dev.cutover.workflows.conversation;

/** What a deployment answers to a message. */
public sealed interface Answer {
    /**
     * It counts.
     *
     * @param next what happens now, in whole sentences
     */
    record Accepted(String next) implements Answer {}

    /**
     * It changes nothing.
     *
     * @param why the reason and what would help, in whole sentences
     */
    record Refused(String why) implements Answer {}
}

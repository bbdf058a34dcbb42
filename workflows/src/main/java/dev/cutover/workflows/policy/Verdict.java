package dev.cutover.workflows.policy;

/** What a decision comes to. */
public sealed interface Verdict {
    /**
     * It changes nothing.
     *
     * @param why in whole sentences, with what would help
     */
    record Refused(String why) implements Verdict {}

    /**
     * An approval that counts, and is not enough.
     *
     * @param missing how many more are needed, at least 1
     */
    record Counts(int missing) implements Verdict {}

    /** It decides: the last approval that was needed, or a rejection. */
    record Decides() implements Verdict {}
}

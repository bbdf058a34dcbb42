package dev.cutover.workflows.deployment;

import dev.cutover.workflows.outcome.Ending;

/** Ends the story before the swap: what follows is compensation. */
final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;
    private final boolean overtaken;

    /**
     * An ending.
     *
     * @param reason why, in whole sentences
     */
    Ends(Ending ending, String reason) {
        this(ending, reason, false);
    }

    private Ends(Ending ending, String reason, boolean overtaken) {
        super(reason);
        this.ending = ending;
        this.overtaken = overtaken;
    }

    /** The ending of a plan that does not fit production any more: whoever asked for it may plan again. */
    static Ends overtaken(String reason) {
        return new Ends(Ending.FAILED, reason, true);
    }

    boolean overtaken() {
        return overtaken;
    }

    Ending ending() {
        return ending;
    }

    String reason() {
        return getMessage();
    }
}

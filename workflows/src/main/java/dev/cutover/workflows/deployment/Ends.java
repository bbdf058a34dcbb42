package dev.cutover.workflows.deployment;

import dev.cutover.workflows.outcome.Ending;

/** Ends the story before the swap: what follows is compensation. */
final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    /**
     * An ending.
     *
     * @param reason why, in whole sentences
     */
    Ends(Ending ending, String reason) {
        super(reason);
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }

    String reason() {
        return getMessage();
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import java.util.List;

/** Ends the story before the swap: what follows is compensation. */
final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    /** No step is asked to carry it along: it is read where it was thrown. */
    private final transient List<Remaining> left;

    /**
     * An ending.
     *
     * @param reason why, in whole sentences
     */
    Ends(Ending ending, String reason) {
        this(ending, reason, List.of());
    }

    /**
     * An ending of a deployment that found something left behind before it had made anything.
     *
     * @param reason why, in whole sentences
     */
    Ends(Ending ending, String reason, List<Remaining> left) {
        super(reason);
        this.ending = ending;
        this.left = left;
    }

    Ending ending() {
        return ending;
    }

    List<Remaining> left() {
        return left;
    }

    String reason() {
        return getMessage();
    }
}

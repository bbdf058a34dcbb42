package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import java.util.List;

/** Ends the story before the swap: what follows is compensation. */
final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;
    private final boolean overtaken;

    /** No step is asked to carry it along: it is read where it was thrown. */
    private final transient List<Remaining> left;

    /**
     * An ending.
     *
     * @param reason why, in whole sentences
     */
    Ends(Ending ending, String reason) {
        this(ending, reason, false, List.of());
    }

    private Ends(Ending ending, String reason, boolean overtaken, List<Remaining> left) {
        super(reason);
        this.ending = ending;
        this.overtaken = overtaken;
        this.left = left;
    }

    /** The ending of a plan that does not fit production any more: whoever asked for it may plan again. */
    static Ends overtaken(String reason) {
        return new Ends(Ending.FAILED, reason, true, List.of());
    }

    /** The ending of a deployment that found something of its own before it had made anything. */
    static Ends finding(List<Remaining> left, String reason) {
        return new Ends(Ending.FAILED, reason, false, left);
    }

    boolean overtaken() {
        return overtaken;
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

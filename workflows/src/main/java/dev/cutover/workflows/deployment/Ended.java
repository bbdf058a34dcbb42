package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import java.util.List;

/** How the story ended, before it is told to anybody. */
record Ended(Ending ending, String reason, List<Remaining> kept, List<Remaining> left) {
    /** An ending that leaves nothing behind. */
    static Ended clean(Ending ending, String reason) {
        return new Ended(ending, reason, List.of(), List.of());
    }

    /** An ending that is clean when nothing is left, and dirty otherwise. */
    static Ended leaving(Ending whenClean, String reason, List<Remaining> left) {
        return left.isEmpty()
                ? clean(whenClean, reason)
                : new Ended(
                        Ending.FAILED_DIRTY,
                        reason + " (It would have ended as " + whenClean + ".) " + left.size()
                                + " things could not be dropped; each is listed under \"left\" with the statements that remove it.",
                        List.of(),
                        left);
    }
}

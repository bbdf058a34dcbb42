package dev.cutover.activities.readiness;

import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import java.util.List;

/** Believes in readiness only when it held for three readings in a row: lag that dips under the threshold once is not ready. */
final class Held {
    private static final int READINGS = 3;

    private int inARow;

    /** The verdict that takes the former readings into account. */
    Readiness next(Readiness reading) {
        inARow = reading.ready() ? inARow + 1 : 0;
        if (!holding()) {
            return reading;
        }
        return new Readiness(
                Verdict.NOT_READY,
                reading.clusters(),
                List.of(new Blocker(
                        "everything",
                        Reason.NOT_YET_HELD,
                        "ready in " + inARow + " of " + READINGS + " readings in a row")),
                1,
                reading.readAt());
    }

    /** Whether the last reading was ready and more of the kind are needed. */
    boolean holding() {
        return inARow > 0 && inARow < READINGS;
    }
}

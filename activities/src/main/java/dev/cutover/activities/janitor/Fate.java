package dev.cutover.activities.janitor;

import dev.cutover.activities.register.Known;
import dev.cutover.workflows.belongings.Belongings;

/** Whether a deployment is gone, and what is known of it. */
sealed interface Fate {
    /** It runs, or may run: nothing of it is looked at. */
    record Running() implements Fate {}

    /** It is a deployment of another target. */
    record Elsewhere() implements Fate {}

    /** It is gone, and its workflow says what it has made. */
    record Recorded(Known run, Belongings belongings) implements Fate {}

    /**
     * It is gone, and nothing but the catalog says what it has made.
     *
     * @param how how it is known that it is gone, in whole sentences
     */
    record Unrecorded(String how) implements Fate {}

    /**
     * Nobody can say whether it is gone.
     *
     * @param why in whole sentences
     */
    record InDoubt(String why) implements Fate {}
}

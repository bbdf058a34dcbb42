package dev.cutover.workflows.display;

import java.time.Instant;

/** What is safe to assume about production. */
public enum Production {
    /** No swap was ever sent. */
    UNTOUCHED,
    /** A swap may be under way. */
    UNRESOLVED,
    /** The last attempt to swap was rolled back; another one can follow. */
    NOT_YET,
    /** Green is production. */
    NEW_VERSION,
    /** Old production is being swapped back, and may be back already. */
    GOING_BACK,
    /** Old production is production again. */
    OLD_VERSION_AGAIN,
    /** The deployment has ended without finding out. */
    UNKNOWN;

    /**
     * One sentence.
     *
     * @param keptUntil when the hold ends; null outside the hold
     */
    public String sentence(Instant keptUntil) {
        return switch (this) {
            case UNTOUCHED -> "Production is untouched.";
            case UNRESOLVED -> "Production may have been swapped, wholly or not at all: resolving.";
            case NOT_YET -> "Production is still the old version: the last attempt to swap was rolled back.";
            case NEW_VERSION ->
                keptUntil == null
                        ? "The new version is production."
                        : "The new version is production; the old one is kept until " + keptUntil + ".";
            case GOING_BACK -> "The new version was production and is being swapped back, wholly or not at all.";
            case OLD_VERSION_AGAIN -> "The old version is production again.";
            case UNKNOWN ->
                "Production is wholly the old or wholly the new version; it could not be established which.";
        };
    }
}

package dev.cutover.workflows.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A notice that a receiver does not take.
 *
 * @param deployment the deployment's id
 * @param listener the receiver's name, or {@link #EVERYBODY}
 * @param number the notice's number
 * @param kind what it tells
 * @param why what the last attempt met, one or more sentences; null from a delivery that has succeeded after all
 * @param until when it is given up, or was
 */
public record Undelivered(String deployment, String listener, int number, NoticeKind kind, String why, Instant until) {
    /** No receiver's name: the delivery itself ended, so that nobody may have been told. */
    public static final String EVERYBODY = "*";

    private static final int LONGEST = 300;

    /** The same notice, taken by the receiver after all. */
    public Undelivered recovered() {
        return new Undelivered(deployment, listener, number, kind, null, until);
    }

    /** Whether it says that the receiver has taken the notice after all. */
    @JsonIgnore
    public boolean isOver() {
        return listener != null && why == null;
    }

    /** The same with no more words than a list has room for. */
    public Undelivered shortened() {
        return why == null || why.length() <= LONGEST
                ? this
                : new Undelivered(deployment, listener, number, kind, why.substring(0, LONGEST), until);
    }

    /** All of it in one sentence or two. */
    public String sentence() {
        if (listener.equals(EVERYBODY)) {
            return "Perhaps no receiver was told of notice " + number + " (" + kind + "): " + why
                    + " It is not tried again.";
        }
        return "The receiver " + listener + " does not take notice " + number + " (" + kind + "): " + why
                + " It is tried until " + until + ".";
    }
}

package dev.cutover.workflows.notice;

import java.time.Instant;

/**
 * A notice that a receiver does not take.
 *
 * @param deployment the deployment's id
 * @param listener the receiver's name
 * @param number the notice's number
 * @param kind what it tells
 * @param why what the last attempt met, one or more sentences
 * @param until when it is given up
 */
public record Undelivered(String deployment, String listener, int number, NoticeKind kind, String why, Instant until) {
    private static final int LONGEST = 300;

    /** The same with no more words than a list has room for. */
    public Undelivered shortened() {
        return why == null || why.length() <= LONGEST
                ? this
                : new Undelivered(deployment, listener, number, kind, why.substring(0, LONGEST), until);
    }

    /** All of it in one sentence or two. */
    public String sentence() {
        return "The receiver " + listener + " does not take notice " + number + " (" + kind + "): " + why
                + " It is tried until " + until + ".";
    }
}

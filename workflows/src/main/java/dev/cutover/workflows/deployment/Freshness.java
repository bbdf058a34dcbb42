package dev.cutover.workflows.deployment;

import java.time.Duration;
import java.time.Instant;

/**
 * How fresh the evidence is.
 *
 * @param at when it was collected, or tried to be; null before
 * @param times how often it was collected again because its time had come
 * @param since digest of the evidence before it became worse; null when it is no worse than it was
 * @param trouble why the last attempt to collect it again did not succeed; null when it did
 */
record Freshness(Instant at, int times, String since, String trouble) {
    /** Nothing was collected. */
    static final Freshness NOTHING = new Freshness(null, 0, null, null);

    /** A month of waiting is some 130 collections, and a night no more than five. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final int MOST_DOUBLINGS = 16;

    /** Collected for the first time. */
    static Freshness first(Instant now) {
        return new Freshness(now, 0, null, null);
    }

    /** Tried to collect it again. */
    Freshness again(Instant now, boolean asked, String worseSince, String why) {
        return new Freshness(now, asked ? times : times + 1, worseSince, why);
    }

    /** When it is to be collected again: each time after twice as long, so that a week of waiting is some thirty collections. */
    Instant due(Duration every) {
        Duration longest = every.compareTo(LONGEST) > 0 ? every : LONGEST;
        Duration wait = every.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return at.plus(wait.compareTo(longest) > 0 ? longest : wait);
    }
}

package dev.cutover.workflows.deployment;

import java.time.Duration;

/** How long to wait before the next attempt: five seconds, then each time twice as long, at most ten minutes. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 7;

    private Backoff() {}

    /** The wait after a number of earlier waits. */
    static Duration after(int waits) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}

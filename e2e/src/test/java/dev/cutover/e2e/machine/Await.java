package dev.cutover.e2e.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition with a deadline, and tells in its failure what was seen last. */
public final class Await {
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /** Looks until what is seen is good; returns it. */
    public static <T> T until(String what, Duration atMost, Supplier<T> look, Predicate<T> good) {
        Instant deadline = Instant.now().plus(atMost);
        T seen = look.get();
        while (!good.test(seen)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        "Waited " + atMost.toSeconds() + " s in vain for " + what + "; seen last: " + seen);
            }
            LockSupport.parkNanos(POLL_NANOS);
            seen = look.get();
        }
        return seen;
    }

    /** Looks until it is so. */
    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        until(what, atMost, condition::getAsBoolean, Boolean::booleanValue);
    }
}

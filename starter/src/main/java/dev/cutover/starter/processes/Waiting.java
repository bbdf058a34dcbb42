package dev.cutover.starter.processes;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for conditions with a deadline. */
public final class Waiting {
    private static final long POLL_MILLIS = 100;

    private Waiting() {}

    /** Waits until a child process is of use; fails with its last lines when it dies or takes too long. */
    public static void forProcess(ChildProcess process, Duration atMost, BooleanSupplier ready) {
        Instant deadline = Instant.now().plus(atMost);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw process.died();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new Problem(
                        ExitCode.UNEXPECTED,
                        "The " + process.name() + " was not ready within " + atMost.toSeconds()
                                + " s. Its last lines:\n" + process.tail(15));
            }
            pause();
        }
    }

    /** Lets a little time pass. */
    public static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ExitCode.UNEXPECTED, "Interrupted while waiting.", e);
        }
    }
}

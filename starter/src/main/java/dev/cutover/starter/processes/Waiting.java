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
        until(process, atMost, () -> {
            if (ready.getAsBoolean()) {
                return true;
            }
            if (!process.isAlive()) {
                throw process.died();
            }
            return false;
        });
    }

    /** Waits until a child process has done its work, and returns its exit code; fails when it takes too long. */
    public static int forEnd(ChildProcess process, Duration atMost) {
        until(process, atMost, () -> !process.isAlive());
        return process.exitCode();
    }

    private static void until(ChildProcess process, Duration atMost, BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(atMost);
        while (!reached.getAsBoolean()) {
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

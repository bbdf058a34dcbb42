package dev.cutover.starter;

import dev.cutover.workflows.outcome.Ending;

/** What the command line's exit codes mean; {@code docs/operations.md} holds the same table. */
public final class ExitCode {
    /** Done: accepted, PROMOTED, NOTHING_TO_DO or PLANNED. */
    public static final int OK = 0;

    /** Something unforeseen; the message says what. */
    public static final int UNEXPECTED = 1;

    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;

    /** Temporal cannot be reached, or does not let us in. */
    public static final int NO_CONNECTION = 3;

    /** There is no such deployment. */
    public static final int NOT_FOUND = 4;

    /** The deployment refused the message, or one is running already. */
    public static final int REFUSED = 5;

    /** No worker answered. */
    public static final int NO_WORKER = 6;

    public static final int REVERTED = 10;
    public static final int REJECTED = 11;
    public static final int EXPIRED = 12;
    public static final int CANCELLED = 13;
    public static final int FAILED = 14;
    public static final int FAILED_DIRTY = 15;

    /** Ended from outside: terminated, or timed out by the server. */
    public static final int ENDED_FROM_OUTSIDE = 16;

    /** The janitor found something that is still there. */
    public static final int SOMETHING_LEFT = 17;

    /** {@code migrate} would rewrite models, and nothing else is left to do. */
    public static final int WOULD_CHANGE = 20;

    /** {@code migrate} leaves something to a person. */
    public static final int BY_HAND = 21;

    private ExitCode() {}

    /** The exit code of a command that has waited for this ending. */
    public static int of(Ending ending) {
        return switch (ending) {
            case PROMOTED, NOTHING_TO_DO, PLANNED -> OK;
            case REVERTED -> REVERTED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case FAILED -> FAILED;
            case FAILED_DIRTY -> FAILED_DIRTY;
        };
    }
}

package dev.cutover.starter;

/** Something a person has to know, in plain words, with the exit code that tells machines the same. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public Problem(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public Problem(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}

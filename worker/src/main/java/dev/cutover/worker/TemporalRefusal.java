package dev.cutover.worker;

/** Temporal can be reached but will not have this worker; waiting does not help. The message says what to type. */
final class TemporalRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    TemporalRefusal(String message) {
        super(message);
    }
}

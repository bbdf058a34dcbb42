package dev.cutover.workflows.deployment;

/**
 * Refuses an update before it enters the history. No failure of Temporal's own: the SDK would hand callers one of those
 * under the name of an internal class when a validator throws it.
 */
final class UpdateRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its reason, in whole sentences. */
    UpdateRefused(String why) {
        super(why, null, false, false);
    }
}

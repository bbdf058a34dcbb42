package dev.cutover.activities.running;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.display.Production;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** Builds the failures by which an activity gives up. */
public final class Failures {
    /** What is safe to assume while nothing of this deployment has touched production. */
    public static final String PRODUCTION_UNTOUCHED = Production.UNTOUCHED.sentence(null);

    private Failures() {}

    /**
     * A failure that is not retried. Each part is one or more whole sentences, free of secrets.
     *
     * @param type why the activity gives up
     * @param what what happened, and where
     * @param production what is safe to assume about production
     * @param next what to type or do next
     */
    public static ApplicationFailure of(FailureType type, String what, String production, String next) {
        return ApplicationFailure.newNonRetryableFailure(what + " " + production + " " + next, type.name());
    }

    /** The failure of an attempt that stood still for so long that another may have been started: it is retried. */
    static ApplicationFailure workerFrozen(Duration longest) {
        return ApplicationFailure.newFailure(
                "The worker stood still for more than " + longest.toSeconds()
                        + " s, so that this attempt may have been given up by now. It is tried again by itself.",
                "WORKER_FROZEN");
    }

    /** The failure of an attempt whose worker is stopping: expected, retried, and no sign of trouble. */
    public static ApplicationFailure workerStopping(Duration retryAfter) {
        return ApplicationFailure.newBuilder()
                .setMessage("The worker is stopping; another one goes on with this step.")
                .setType(FailureType.WORKER_STOPPING.name())
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(retryAfter)
                .build();
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.outcome.Ending;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;

/** Says in words what a failed step means. */
final class Failures {
    private Failures() {}

    /** Whether the deployment was cancelled, wherever it was noticed. */
    static boolean isCancellation(Throwable failure) {
        return failure instanceof CanceledFailure
                || (failure instanceof ActivityFailure step
                        && (step.getCause() instanceof CanceledFailure
                                // The attempt failed before it heard, and is not tried again since it was to be
                                // cancelled.
                                || step.getRetryState() == RetryState.RETRY_STATE_CANCEL_REQUESTED));
    }

    /** How the story ends because of a failure. */
    static Ends ends(RuntimeException failure) {
        if (failure instanceof Ends ends) {
            return ends;
        }
        if (isCancellation(failure)) {
            return new Ends(Ending.CANCELLED, "The deployment was cancelled before the swap.");
        }
        return new Ends(Ending.FAILED, explain(failure));
    }

    /** Whether a step gave up because the server understood its statement and refused it. */
    static boolean refusedByServer(Throwable failure) {
        return failure instanceof ActivityFailure step
                && step.getCause() instanceof ApplicationFailure application
                && (FailureType.PERMISSION_DENIED.name().equals(application.getType())
                        || FailureType.STATEMENT_REFUSED.name().equals(application.getType()));
    }

    /** Whether a step gave up because of what it found, of the closed set: neither time nor another worker would help. */
    static boolean isFinding(Throwable failure) {
        return failure instanceof ActivityFailure step
                && step.getCause() instanceof ApplicationFailure application
                && isOfClosedSet(application);
    }

    /** A failed step in whole sentences. */
    static String explain(RuntimeException failure) {
        if (failure instanceof DataConverterException) {
            return "A step's answer could not be read: " + sentence(failure.getMessage())
                    + " Are all workers of the same version?";
        }
        if (failure instanceof ActivityFailure step) {
            return explain(step);
        }
        return sentence(failure.getMessage());
    }

    private static String explain(ActivityFailure step) {
        Throwable cause = step.getCause();
        if (cause instanceof ApplicationFailure application) {
            String message = sentence(application.getOriginalMessage());
            return isFinal(application)
                    ? message
                    : "The step " + step.getActivityType()
                            + " did not succeed in the time that it has. The last attempt said: " + message;
        }
        if (cause instanceof TimeoutFailure) {
            Throwable last = cause.getCause();
            return "The step " + step.getActivityType() + " did not end in the time that it has."
                    + (last instanceof ApplicationFailure application
                            ? " The last attempt said: " + sentence(application.getOriginalMessage())
                            : " Is a worker running that can reach the target?");
        }
        return "The step " + step.getActivityType() + " failed: " + sentence(step.getMessage());
    }

    private static boolean isFinal(ApplicationFailure failure) {
        return failure.isNonRetryable() || isOfClosedSet(failure);
    }

    private static boolean isOfClosedSet(ApplicationFailure failure) {
        return Arrays.stream(FailureType.values())
                .anyMatch(type ->
                        type != FailureType.WORKER_STOPPING && type.name().equals(failure.getType()));
    }

    private static String sentence(String text) {
        if (text == null || text.isBlank()) {
            return "No message was given.";
        }
        String stripped = text.strip();
        return ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0 ? stripped : stripped + ".";
    }
}

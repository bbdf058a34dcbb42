package dev.cutover.workflows.activities;

import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks at the new version in production. */
@ActivityInterface
public interface VerificationActivities {
    /**
     * Runs the project's checks against production's names on the promoted cluster and reads readiness, again and again until
     * the time is over or something does not hold. Changes nothing.
     */
    @ActivityMethod(name = "Verify")
    VerificationReport verify(VerificationInput input);
}

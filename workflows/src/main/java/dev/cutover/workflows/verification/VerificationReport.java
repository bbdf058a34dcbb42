package dev.cutover.workflows.verification;

import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.time.Instant;
import java.util.List;

/**
 * What a verification found.
 *
 * @param problem why it failed, in whole sentences; null when everything held
 * @param failedChecks the checks that failed, with sample rows
 * @param rounds how many times everything was looked at
 * @param subscriptions how many running SUBSCRIBEs still read the old version and break when it is dropped (FINDINGS 23)
 * @param at time of the database at the last look
 */
public record VerificationReport(
        String problem, List<CheckResult> failedChecks, int rounds, int subscriptions, Instant at) {
    public VerificationReport {
        failedChecks = List.copyOf(failedChecks);
    }

    /** Whether everything held. */
    public boolean passed() {
        return problem == null;
    }
}

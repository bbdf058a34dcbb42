package dev.cutover.workflows.verification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.time.Instant;
import java.util.List;

/**
 * What a verification found.
 *
 * @param problem why it failed, or why nobody could look, in whole sentences; null when everything held
 * @param failedChecks the checks that failed, with sample rows
 * @param overriddenChecks those that failed as well, and that the approval overrides
 * @param rounds how many times everything was looked at; 0 when nobody could look
 * @param subscriptions how many running SUBSCRIBEs still read the old version and break when it is dropped (FINDINGS 23)
 * @param at time of the database at the last look
 */
public record VerificationReport(
        String problem,
        List<CheckResult> failedChecks,
        List<CheckResult> overriddenChecks,
        int rounds,
        int subscriptions,
        Instant at) {
    /** A report of a former version of the worker has no checks that are overridden. */
    public VerificationReport {
        failedChecks = List.copyOf(failedChecks);
        overriddenChecks = overriddenChecks == null ? List.of() : List.copyOf(overriddenChecks);
    }

    /** A report in which no check is overridden. */
    public VerificationReport(
            String problem, List<CheckResult> failedChecks, int rounds, int subscriptions, Instant at) {
        this(problem, failedChecks, List.of(), rounds, subscriptions, at);
    }

    /** Nobody could look: nothing is known to be wrong, and nothing to be right. */
    public static VerificationReport unable(String why, Instant at) {
        return new VerificationReport(why, List.of(), 0, 0, at);
    }

    /** Whether nobody could look. */
    @JsonIgnore
    public boolean isUnable() {
        return problem != null && rounds == 0;
    }

    /** Whether everything held. */
    public boolean passed() {
        return problem == null;
    }
}

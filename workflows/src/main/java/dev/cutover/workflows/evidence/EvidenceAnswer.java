package dev.cutover.workflows.evidence;

import dev.cutover.workflows.readiness.Moment;
import java.time.Instant;
import java.util.List;

/**
 * The answer to the query {@code evidence}, which can be asked at any time.
 *
 * @param available whether there is evidence
 * @param waitingFor what the evidence waits for, or why there will be none, in one sentence; null when it is available
 * @param evidence the whole evidence; null when it is not available
 * @param trend how green became ready, in at most 60 moments
 * @param triedAt when it was last collected, or tried to be, in workflow time; null before
 */
public record EvidenceAnswer(
        boolean available, String waitingFor, Evidence evidence, List<Moment> trend, Instant triedAt) {
    public EvidenceAnswer {
        trend = trend == null ? List.of() : List.copyOf(trend);
    }

    /** The evidence. */
    public static EvidenceAnswer of(Evidence evidence, List<Moment> trend, Instant triedAt) {
        return new EvidenceAnswer(true, null, evidence, trend, triedAt);
    }

    /** No evidence. */
    public static EvidenceAnswer none(String waitingFor, List<Moment> trend) {
        return new EvidenceAnswer(false, waitingFor, null, trend, null);
    }
}

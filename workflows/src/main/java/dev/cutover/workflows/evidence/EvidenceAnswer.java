package dev.cutover.workflows.evidence;

/**
 * The answer to the query {@code evidence}, which can be asked at any time.
 *
 * @param available whether there is evidence
 * @param waitingFor what the evidence waits for, or why there will be none, in one sentence; null when it is available
 * @param evidence the whole evidence; null when it is not available
 */
public record EvidenceAnswer(boolean available, String waitingFor, Evidence evidence) {
    /** The evidence. */
    public static EvidenceAnswer of(Evidence evidence) {
        return new EvidenceAnswer(true, null, evidence);
    }

    /** No evidence. */
    public static EvidenceAnswer none(String waitingFor) {
        return new EvidenceAnswer(false, waitingFor, null);
    }
}

package dev.cutover.workflows.audit;

import java.time.Instant;

/**
 * Something that changed a deployment's state beside its phase.
 *
 * @param at workflow time
 * @param kind what it was
 * @param detail the digest, the reason or the words that go with it
 */
public record Happening(Instant at, Kind kind, String detail) {
    /** The kinds. */
    public enum Kind {
        /** Evidence was collected; the detail is its digest. */
        EVIDENCE_COLLECTED,
        /** Approvals became void; the detail says why. */
        APPROVAL_VOIDED,
        /** The plan did not fit production any more, and the deployment was planned again; the detail says why. */
        OVERTAKEN,
        /** The swap took place; the detail is the fence's name. */
        PROMOTED,
        /** The new version was verified in production; the detail says with which result. */
        VERIFIED,
        /** Old production was swapped back; the detail says who ordered it. */
        REVERTED
    }
}

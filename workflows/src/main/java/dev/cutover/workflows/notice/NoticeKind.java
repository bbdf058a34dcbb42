package dev.cutover.workflows.notice;

import dev.cutover.workflows.outcome.Ending;
import java.util.Locale;
import java.util.Optional;

/** What can be told. Each deployment tells at most one of the endings, and each of the others as often as it happens. */
public enum NoticeKind {
    /** A person has to decide; told again when an approval became void. */
    AWAITING_APPROVAL("A decision is needed"),
    /** The plan was approved. */
    APPROVED("Approved"),
    /** What was approved has changed, so that the approval does not count any more. */
    VOIDED("Approval void"),
    /** The new version is production. */
    PROMOTED("Promoted"),
    /** What was found in production after the swap does not hold. */
    VERIFICATION_FAILED("Verification failed"),
    /** What did not hold is still undecided, and old production is dropped within a day. */
    HOLD_ENDS("Old production is dropped soon"),
    /** Sinks do not follow the swap. */
    SINKS_BEHIND("Sinks do not follow"),
    /** The old version is production again. */
    REVERTED("Reverted"),
    /** It ended: the hold is over, and old production was dropped. */
    FINISHED("Finished"),
    /** It ended: a person said no. */
    REJECTED("Rejected"),
    /** It ended: nobody decided in time. */
    EXPIRED("Expired"),
    /** It ended: cancelled before the swap. */
    CANCELLED("Cancelled"),
    /** It ended: something went wrong. */
    FAILED("Failed");

    private final String headline;

    NoticeKind(String headline) {
        this.headline = headline;
    }

    /** Two or three words for people. */
    public String headline() {
        return headline;
    }

    /** How it is written in an event's type: {@code dev.cutover.deployment.awaiting_approval}. */
    public String type() {
        return "dev.cutover.deployment." + name().toLowerCase(Locale.ROOT);
    }

    /** How an ending is told; empty where there is nothing to tell, or where it has been told when it happened. */
    public static Optional<NoticeKind> of(Ending ending) {
        return switch (ending) {
            case PROMOTED -> Optional.of(FINISHED);
            case REJECTED -> Optional.of(REJECTED);
            case EXPIRED -> Optional.of(EXPIRED);
            case CANCELLED -> Optional.of(CANCELLED);
            case FAILED, FAILED_DIRTY -> Optional.of(FAILED);
            case REVERTED, NOTHING_TO_DO, PLANNED -> Optional.empty();
        };
    }
}

package dev.cutover.workflows.policy;

import java.time.Duration;
import java.util.List;

/**
 * The rules of a target by which approvals are judged. They come from the worker's configuration and never from a request;
 * the plan holds those that were read at planning, so that its hash covers them (P4).
 *
 * @param approvals how many different people must approve, at least 1
 * @param approvers who may decide; empty means anybody
 * @param requesterMayApprove whether the one who asked for the deployment may approve it
 * @param overridable which failing checks an approval may override
 * @param expiresAfter the longest time in which approvals are possible; null leaves it to the request
 * @param freeze when nothing is promoted
 * @param breakGlass who may lift a freeze, with a reason; empty means nobody
 * @param signatures whether decisions must be signed, and with which keys
 * @param verification what follows a swap; null means nothing
 * @param refreshEvery how long after its collection the evidence is collected again while a decision is awaited, the first time;
 *     later it takes longer, see {@code Renewal}; zero means only when somebody asks
 */
public record Policy(
        int approvals,
        List<String> approvers,
        boolean requesterMayApprove,
        List<Overridable> overridable,
        Duration expiresAfter,
        List<FreezeWindow> freeze,
        List<String> breakGlass,
        Signatures signatures,
        Verification verification,
        Duration refreshEvery) {
    /** How old evidence gets unless the target says otherwise. */
    public static final Duration REFRESH_EVERY = Duration.ofMinutes(15);

    /** One approval by anybody, at any time, and no verification: a target without a policy. */
    public static final Policy NONE =
            new Policy(1, List.of(), true, List.of(), null, List.of(), List.of(), Signatures.OFF, null);

    /** Lists are never null, and without a word on it the evidence is collected again after {@link #REFRESH_EVERY}. */
    public Policy {
        refreshEvery = refreshEvery == null ? REFRESH_EVERY : refreshEvery;
        approvers = List.copyOf(approvers);
        overridable = List.copyOf(overridable);
        freeze = List.copyOf(freeze);
        breakGlass = List.copyOf(breakGlass);
    }

    /** A policy that says nothing of how old evidence may get. */
    public Policy(
            int approvals,
            List<String> approvers,
            boolean requesterMayApprove,
            List<Overridable> overridable,
            Duration expiresAfter,
            List<FreezeWindow> freeze,
            List<String> breakGlass,
            Signatures signatures,
            Verification verification) {
        this(
                approvals,
                approvers,
                requesterMayApprove,
                overridable,
                expiresAfter,
                freeze,
                breakGlass,
                signatures,
                verification,
                null);
    }

    /** Whether a failing check can be overridden by anybody at all. */
    public boolean mayOverride(String check) {
        return overridable.stream().anyMatch(rule -> rule.covers(check));
    }

    /** Whether somebody else than the requester must approve, and nobody knows who that is. */
    public boolean lacksRequester(String requestedBy) {
        return !requesterMayApprove && Person.isUnknown(requestedBy);
    }

    /** The shorter of a request's time for approvals and the longest one that is allowed. */
    public Duration capped(Duration requested) {
        return expiresAfter == null || requested.compareTo(expiresAfter) <= 0 ? requested : expiresAfter;
    }
}

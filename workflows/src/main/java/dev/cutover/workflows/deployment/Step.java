package dev.cutover.workflows.deployment;

import java.time.Duration;

/**
 * The steps of a deployment with their limits. Attempts are never counted, only time: a database that is away for an hour
 * must not end a deployment (P7).
 */
enum Step {
    PLAN("plan: read the project and production", Duration.ofMinutes(15), Duration.ofHours(2)),
    QUEUE("queue: wait for deployments that came first", Duration.ofMinutes(5), Duration.ofDays(31)),
    CLONE("clone: create green schemas and clusters", Duration.ofMinutes(30), Duration.ofHours(6)),
    DEPLOY("deploy: create the new version in green", Duration.ofHours(12), Duration.ofHours(24)),
    READINESS("hydrate: wait until green is ready", Duration.ofDays(31), Duration.ofDays(31)),
    EVIDENCE("evidence: compare green with blue, run the checks", Duration.ofHours(2), Duration.ofHours(6)),
    EVIDENCE_AGAIN("evidence: look again while a decision is awaited", Duration.ofHours(2), Duration.ofHours(2)),
    PROMOTE("promote: swap green into production", Duration.ofMinutes(30), Duration.ofDays(31)),
    VERIFY("verify: check the new version in production", Duration.ofHours(26), Duration.ofHours(26)),
    BURN("give up: make sure that no swap is under way", Duration.ofMinutes(10), Duration.ofHours(24)),
    REVERT("revert: swap old production back", Duration.ofMinutes(30), Duration.ofHours(24)),
    SINKS("point sinks at what is production now", Duration.ofMinutes(30), Duration.ofHours(24)),
    SWEEP("janitor: clear up after deployments that run no more", Duration.ofHours(2), Duration.ofHours(6)),
    DROP("drop what is no longer needed", Duration.ofHours(2), Duration.ofHours(24));

    private final String summary;
    private final Duration attempt;
    private final Duration total;

    Step(String summary, Duration attempt, Duration total) {
        this.summary = summary;
        this.attempt = attempt;
        this.total = total;
    }

    /** What the timeline shows. */
    String summary() {
        return summary;
    }

    /** How long one attempt may take. */
    Duration attempt() {
        return attempt;
    }

    /** How long all attempts together may take. */
    Duration total() {
        return total;
    }
}

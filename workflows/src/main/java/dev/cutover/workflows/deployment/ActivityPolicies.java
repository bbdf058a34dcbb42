package dev.cutover.workflows.deployment;

import dev.cutover.workflows.activities.FailureType;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import java.util.Arrays;

/** Timeouts and retries of every step, in one place. */
final class ActivityPolicies {
    /** A worker that was killed is noticed after this long; every activity heartbeats more often. */
    static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private ActivityPolicies() {}

    /**
     * Options for a step.
     *
     * @param summary what the timeline shows
     * @param limit how long all its attempts together may take
     */
    static ActivityOptions of(Step step, String summary, Duration limit) {
        Duration total = limit.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : limit;
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setScheduleToCloseTimeout(total)
                .setStartToCloseTimeout(step.attempt().compareTo(total) < 0 ? step.attempt() : total)
                .setHeartbeatTimeout(HEARTBEAT)
                // Compensation must never run beside the step that it undoes.
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(FIRST_RETRY)
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(LONGEST_RETRY)
                        .setDoNotRetry(finalTypes())
                        .build())
                .build();
    }

    private static String[] finalTypes() {
        return Arrays.stream(FailureType.values())
                .filter(type -> type != FailureType.WORKER_STOPPING)
                .map(FailureType::name)
                .toArray(String[]::new);
    }
}

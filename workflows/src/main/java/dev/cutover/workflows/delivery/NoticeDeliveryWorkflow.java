package dev.cutover.workflows.delivery;

import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.activities.NoticeActivities;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.DeliveryReport;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.notice.NoticeBatch;
import dev.cutover.workflows.notice.NoticeDelivery;
import dev.cutover.workflows.notice.Undelivered;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells each receiver in the order in which things happened, and no receiver waits for another. What a receiver has not taken
 * within a minute is told to the deployment, whose {@code status} shows it, and is tried for the rest of a day.
 */
public final class NoticeDeliveryWorkflow implements NoticeDelivery {
    /** How long a receiver may be in trouble before anybody hears of it. */
    static final Duration SOON = Duration.ofMinutes(1);

    /** How long after what it tells a notice is worth sending. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);

    @Override
    public DeliveryReport deliver(NoticeBatch batch) {
        List<Listener> listeners = step("who is to be told", LONGEST).listeners(batch.target());
        List<Promise<List<Undelivered>>> all = new ArrayList<>();
        for (Listener listener : listeners) {
            all.add(Async.function(() -> tell(listener, batch.notices())));
        }
        return new DeliveryReport(
                all.stream().flatMap(one -> one.get().stream()).toList());
    }

    private static List<Undelivered> tell(Listener listener, List<Notice> notices) {
        List<Undelivered> givenUp = new ArrayList<>();
        for (Notice notice : notices) {
            if (listener.kinds().contains(notice.kind())) {
                tell(listener, notice).ifPresent(givenUp::add);
            }
        }
        return givenUp;
    }

    private static Optional<Undelivered> tell(Listener listener, Notice notice) {
        Instant until = notice.at().plus(LONGEST);
        Optional<Undelivered> late = attempt(listener, notice, SOON, until);
        if (late.isEmpty()) {
            return late;
        }
        say(notice, late.get());
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), until);
        Optional<Undelivered> lost = left.compareTo(SOON) < 0 ? late : attempt(listener, notice, left, until);
        if (lost.isEmpty()) {
            // The deployment may go on in a new run by now, which does not see how this delivery ends.
            say(notice, late.get().recovered());
        }
        return lost;
    }

    private static Optional<Undelivered> attempt(Listener listener, Notice notice, Duration limit, Instant until) {
        try {
            step("tell " + listener.name() + " of " + notice.kind(), limit)
                    .deliver(new Delivery(listener.name(), notice));
            return Optional.empty();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return Optional.of(new Undelivered(
                    notice.deployment(), listener.name(), notice.number(), notice.kind(), why(failure), until));
        }
    }

    /** Says it where people look; a deployment that has ended does not hear it any more. */
    private static void say(Notice notice, Undelivered undelivered) {
        try {
            Workflow.newUntypedExternalWorkflowStub(notice.workflowId())
                    .signal(BlueGreenDeployment.UNDELIVERED, undelivered);
        } catch (SignalExternalWorkflowException | TemporalFailure ended) {
            Workflow.getLogger(NoticeDeliveryWorkflow.class).debug("The deployment {} has ended.", notice.deployment());
        }
    }

    private static String why(ActivityFailure failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure said) {
                return said.getOriginalMessage();
            }
        }
        return "No attempt came to an end; is a worker running?";
    }

    private static NoticeActivities step(String summary, Duration limit) {
        return Workflow.newActivityStub(
                NoticeActivities.class,
                ActivityOptions.newBuilder()
                        .setSummary(summary)
                        .setScheduleToCloseTimeout(limit)
                        .setStartToCloseTimeout(ATTEMPT)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(FIRST_RETRY)
                                .setBackoffCoefficient(2)
                                .setMaximumInterval(LONGEST_RETRY)
                                .build())
                        .build());
    }
}

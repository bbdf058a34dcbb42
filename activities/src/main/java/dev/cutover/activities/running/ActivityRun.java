package dev.cutover.activities.running;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * One run of an activity. Heartbeats go out in the background every {@link #BEAT}, whatever the activity is doing, and
 * carry what it reported last. When nobody wants the result any more (cancelled, timed out, worker stopping), the statement
 * that is running is cancelled on the server and the run ends: a cancellation goes through as it is, a stopping worker
 * becomes a failure that is retried elsewhere.
 */
public final class ActivityRun {
    /** Time between heartbeats; heartbeat timeouts must be a few times as long. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    /**
     * How long an activity of a stopping worker waits for its next attempt. It must be longer than the worker's grace, by
     * default 30 seconds: the pollers of a draining worker still take tasks, and would burn one attempt after the other.
     */
    public static final Duration AFTER_WORKER_STOP = Duration.ofSeconds(45);

    private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

    private final ActivityExecutionContext context;
    private final Lifeline lifeline;
    private Announcer announcer;

    private ActivityRun(ActivityExecutionContext context, Lifeline lifeline) {
        this.context = context;
        this.lifeline = lifeline;
    }

    /** The body of an activity. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work; every SQL error that leaves it is mapped by {@link SqlErrors#toFailure}. */
        T run(ActivityRun run) throws SQLException;
    }

    /**
     * Runs the body of the current activity.
     *
     * @param doing what the activity does, as in "while {@code reading the catalog of target prod}"; for error messages
     */
    public static <T> T perform(String doing, Work<T> work) {
        return perform(Activity.getExecutionContext(), doing, work);
    }

    static <T> T perform(ActivityExecutionContext context, String doing, Work<T> work) {
        return perform(context, System::nanoTime, doing, work);
    }

    static <T> T perform(ActivityExecutionContext context, LongSupplier nanoTime, String doing, Work<T> work) {
        try (Lifeline lifeline = new Lifeline(context, nanoTime)) {
            ActivityRun run = new ActivityRun(context, lifeline);
            try {
                return work.run(run);
            } catch (SQLException e) {
                run.checkAlive();
                throw SqlErrors.toFailure(e, doing);
            } catch (ApplicationFailure e) {
                // What broke off because the run was to end is not reported in the ending's place.
                if (!e.isNonRetryable()) {
                    run.checkAlive();
                }
                throw e;
            } catch (ActivityCompletionException e) {
                throw ending(e);
            } finally {
                run.announceNothingMore();
            }
        }
    }

    private void announceNothingMore() {
        if (announcer != null) {
            announcer.close();
        }
    }

    /** Information about the activity's attempt. */
    public ActivityInfo info() {
        return context.getInfo();
    }

    /** Speaks with the Temporal server that this run came from, in its namespace. */
    public WorkflowClient temporal() {
        return context.getWorkflowClient();
    }

    /** What the last attempt reported in its last heartbeat; empty when there was none or it cannot be read as that. */
    public <T> Optional<T> reported(Class<T> type) {
        // Asked from the server again, it would be what this attempt has sent since.
        Object former = lifeline.former();
        if (former == null || type.isInstance(former)) {
            return Optional.ofNullable(type.cast(former));
        }
        try {
            return Optional.of(JSON.convertValue(former, type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Sets what the next heartbeats carry. Small, and free of secrets: anyone can read it. */
    public void report(Object details) {
        lifeline.report(details);
    }

    /**
     * Also sends what is reported to the workflow from now on, by a signal, now and then and until this run ends.
     *
     * @param signal name of the signal
     * @param news what the signal carries for what was reported; null for nothing
     */
    public void announce(String signal, UnaryOperator<Object> news) {
        ActivityInfo info = context.getInfo();
        announcer = Announcer.start(
                () -> news.apply(lifeline.details()),
                () -> System.currentTimeMillis() - info.getScheduledTimestamp(),
                said -> context.getWorkflowClient()
                        .newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                                .setWorkflowId(info.getWorkflowId())
                                .setRunId(info.getWorkflowRunId())
                                .build())
                        .signal(signal, said));
    }

    /** Makes a session's statement end when this run does. Returns the session. */
    public <T extends Cancellable> T watch(T session) {
        checkAlive();
        lifeline.watch(session);
        return session;
    }

    /**
     * Throws when this run is to end, or was frozen for so long that it may have been given up. Call it directly before
     * statements that should not be started in vain, and before every CREATE: nobody would find what is made after the
     * compensation has ended (P6).
     */
    public void checkAlive() {
        lifeline.ended().ifPresent(end -> {
            throw ending(end);
        });
    }

    /** Waits; returns early by throwing when this run is to end. */
    public void pause(Duration duration) {
        lifeline.pause(duration);
        checkAlive();
    }

    private static RuntimeException ending(RuntimeException end) {
        return end instanceof ActivityWorkerShutdownException ? workerStopping() : end;
    }

    private static ApplicationFailure workerStopping() {
        return Failures.workerStopping(AFTER_WORKER_STOP);
    }
}

package dev.cutover.activities.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ActivityRunTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void heartbeatsCarryWhatWasReportedLast() {
        StubContext context = new StubContext(null);

        Optional<Object> seen = ActivityRun.perform(context, "testing", run -> {
            run.report("7 of 12 hydrated");
            return awaitBeat(context, "7 of 12 hydrated");
        });

        assertThat(seen).contains("7 of 12 hydrated");
    }

    @Test
    void heartbeatsKeepTheDetailsOfTheFormerAttemptUntilThereAreNewOnes() {
        StubContext context = new StubContext("resume here");

        Optional<Object> seen = ActivityRun.perform(context, "testing", run -> awaitBeat(context, "resume here"));

        assertThat(seen).contains("resume here");
    }

    @Test
    void aCancelledActivityEndsAsCancelled() {
        StubContext context = new StubContext(null);
        context.endWith(new ActivityCanceledException());

        assertThatThrownBy(() -> ActivityRun.perform(context, "testing", run -> {
                    run.pause(LONG);
                    return "not reached";
                }))
                .isInstanceOf(ActivityCanceledException.class);
    }

    @Test
    void theStatementErrorThatACancellationCausedIsNotReportedInItsPlace() {
        StubContext context = new StubContext(null);
        context.endWith(new ActivityCanceledException());

        assertThatThrownBy(() -> ActivityRun.perform(context, "testing", run -> {
                    try {
                        run.pause(LONG);
                    } catch (ActivityCanceledException e) {
                        throw new SQLException("canceling statement due to user request", "57014");
                    }
                    return "not reached";
                }))
                .isInstanceOf(ActivityCanceledException.class);
    }

    @Test
    void aStoppingWorkerHandsTheActivityOnWithoutBurningAttempts() {
        StubContext context = new StubContext(null);
        context.endWith(new ActivityWorkerShutdownException());

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> ActivityRun.perform(context, "testing", run -> {
                    run.pause(LONG);
                    return "not reached";
                }));

        assertThat(failure.getType()).isEqualTo("WORKER_STOPPING");
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getNextRetryDelay()).isEqualTo(ActivityRun.AFTER_WORKER_STOP);
    }

    @Test
    void anSqlErrorBecomesAFailureThatSaysWhatWasBeingDone() {
        StubContext context = new StubContext(null);

        assertThatThrownBy(() -> ActivityRun.perform(context, "reading the catalog of target prod", run -> {
                    throw new SQLException("connection refused", "08001");
                }))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("reading the catalog of target prod")
                .hasMessageContaining("connection refused (SQLSTATE 08001)");
    }

    @Test
    void aWorkerThatWasFrozenStartsNothingMoreInThatAttempt() {
        AtomicLong nanoTime = new AtomicLong();
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> ActivityRun.perform(new StubContext(null), nanoTime::get, "testing", run -> {
                    nanoTime.addAndGet(Duration.ofSeconds(15).toNanos());
                    run.checkAlive();
                    nanoTime.incrementAndGet();
                    run.checkAlive();
                    return "not reached";
                }));

        assertThat(failure.getType()).isEqualTo("WORKER_FROZEN");
        assertThat(failure.isNonRetryable()).isFalse();
    }

    private static Optional<Object> awaitBeat(StubContext context, Object details) {
        try {
            Optional<Object> beat = context.beats.poll(10, TimeUnit.SECONDS);
            while (beat != null && !beat.equals(Optional.of(details))) {
                beat = context.beats.poll(10, TimeUnit.SECONDS);
            }
            return beat == null ? Optional.empty() : beat;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

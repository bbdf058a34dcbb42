package dev.cutover.activities.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.workflows.activities.FailureType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Runs activities as a worker does, each in one attempt: their inputs and results go through Temporal's JSON. */
public final class TestActivities implements AutoCloseable {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            .setHeartbeatTimeout(Duration.ofSeconds(30))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build();

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

    /** Registers implementations. */
    public TestActivities(Object... implementations) {
        environment.registerActivitiesImplementations(implementations);
    }

    /** Calls activities of this interface. */
    public <T> T of(Class<T> activities) {
        return environment.newActivityStub(activities, OPTIONS);
    }

    /** The environment, for heartbeats and cancellation. */
    public TestActivityEnvironment environment() {
        return environment;
    }

    /** The failure with which an activity ends, whatever its type. */
    public static ApplicationFailure failureOf(ThrowingCallable call) {
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, call);
        Assertions.assertThat(failure).as("the activity's failure").isNotNull();
        Assertions.assertThat(failure.getCause()).isInstanceOf(ApplicationFailure.class);
        return (ApplicationFailure) failure.getCause();
    }

    /** The message of the final failure of this type with which an activity ends. */
    public static String refusalOf(FailureType type, ThrowingCallable call) {
        ApplicationFailure failure = failureOf(call);
        Assertions.assertThat(failure.getType())
                .as(failure.getOriginalMessage())
                .isEqualTo(type.name());
        Assertions.assertThat(failure.isNonRetryable()).isTrue();
        return failure.getOriginalMessage();
    }

    @Override
    public void close() {
        environment.close();
    }
}

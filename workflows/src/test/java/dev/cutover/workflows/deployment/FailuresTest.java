package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.outcome.Ending;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failed step means, and which failures are final. */
class FailuresTest {
    @Test
    void anAnswerThatCannotBeReadFailsTheDeploymentAndIsExplained() {
        Ends ends = Failures.ends(new DataConverterException("unknown field \"x\""));

        assertThat(ends.ending()).isEqualTo(Ending.FAILED);
        assertThat(ends.reason()).contains("could not be read", "unknown field \"x\"", "same version");
    }

    @Test
    void aCancellationIsNoFailure() {
        assertThat(Failures.ends(new CanceledFailure("stop")).ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void aStepThatFailsAfterTheCancellationIsCancelledToo() {
        ActivityFailure failed = new ActivityFailure(
                "Activity task failed",
                1,
                2,
                "Promote",
                "id",
                RetryState.RETRY_STATE_CANCEL_REQUESTED,
                "worker",
                ApplicationFailure.newFailure("connection reset", "MATERIALIZE_UNAVAILABLE"));

        assertThat(Failures.ends(failed).ending()).isEqualTo(Ending.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void everyStepIsBoundedByTimeAndNeverByAttempts(Step step) {
        ActivityOptions options = ActivityPolicies.of(step, step.summary(), step.total());

        assertThat(options.getRetryOptions().getMaximumAttempts()).isZero();
        assertThat(options.getScheduleToCloseTimeout()).isEqualTo(step.total());
        assertThat(options.getStartToCloseTimeout()).isLessThanOrEqualTo(step.total());
        assertThat(options.getHeartbeatTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.getSummary().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThan(200);
    }

    @Test
    void aStoppingWorkerIsTheOnlyTypedFailureThatIsTriedAgain() {
        String[] finalTypes = ActivityPolicies.of(Step.PLAN, "plan", Step.PLAN.total())
                .getRetryOptions()
                .getDoNotRetry();

        assertThat(finalTypes).doesNotContain("WORKER_STOPPING").hasSize(FailureType.values().length - 1);
        assertThat(Arrays.asList(finalTypes)).contains("PLAN_REFUSED", "GREEN_LOST");
    }

    @Test
    void aLimitThatIsAlmostOverStillMakesAValidPolicy() {
        ActivityOptions options = ActivityPolicies.of(Step.PROMOTE, "promote", Duration.ZERO);

        assertThat(options.getScheduleToCloseTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void putOffAttemptsGetRarerUpToTenMinutes() {
        assertThat(Backoff.after(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.after(100)).isEqualTo(Duration.ofMinutes(10));
    }
}

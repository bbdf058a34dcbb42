package dev.cutover.faults.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionCompletedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of two deployments that queue, the second one makes nothing before the first has ended. */
class TurnJudgeTest {
    private static final List<HistoryEvent> FIRST = List.of(started(1, ""), activity(2, "Clone"), ended(20));

    @Test
    void whoBeginsAfterTheFirstHasEndedHasWaited() {
        List<HistoryEvent> second = List.of(started(3, ""), activity(4, "Plan"), activity(21, "Clone"), ended(30));

        assertThat(TurnJudge.wrong(FIRST, second)).isEmpty();
    }

    @Test
    void whoBeginsBeforeTheFirstHasEndedHasNotWaited() {
        List<HistoryEvent> second = List.of(started(3, ""), activity(19, "Clone"), activity(25, "Clone"), ended(30));

        assertThat(TurnJudge.wrong(FIRST, second)).singleElement().asString().contains("began to make green");
    }

    @Test
    void whoHasMadeNothingHadNoTurn() {
        assertThat(TurnJudge.wrong(FIRST, List.of(started(3, ""), ended(30)))).hasSize(1);
    }

    @Test
    void whoBeganAgainWasOvertaken() {
        List<HistoryEvent> second = List.of(started(22, "the former run"), activity(23, "Clone"), ended(30));

        assertThat(TurnJudge.wrong(FIRST, second)).singleElement().asString().contains("overtaken");
    }

    private static HistoryEvent started(long second, String continued) {
        return at(second)
                .setWorkflowExecutionStartedEventAttributes(
                        WorkflowExecutionStartedEventAttributes.newBuilder().setContinuedExecutionRunId(continued))
                .build();
    }

    private static HistoryEvent activity(long second, String name) {
        return at(second)
                .setActivityTaskScheduledEventAttributes(ActivityTaskScheduledEventAttributes.newBuilder()
                        .setActivityType(ActivityType.newBuilder().setName(name)))
                .build();
    }

    private static HistoryEvent ended(long second) {
        return at(second)
                .setWorkflowExecutionCompletedEventAttributes(
                        WorkflowExecutionCompletedEventAttributes.getDefaultInstance())
                .build();
    }

    private static HistoryEvent.Builder at(long second) {
        return HistoryEvent.newBuilder().setEventTime(Timestamp.newBuilder().setSeconds(second));
    }
}

package dev.cutover.faults.process;

import io.temporal.api.history.v1.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges by two histories whether the second of two deployments that queue has waited for the first. */
final class TurnJudge {
    private TurnJudge() {}

    /**
     * What is wrong.
     *
     * @param first events of the one that came first, to its end
     * @param second events of the other one's last run
     */
    static List<String> wrong(List<HistoryEvent> first, List<HistoryEvent> second) {
        List<String> wrong = new ArrayList<>();
        Optional<Instant> made = second.stream()
                .filter(event -> HistoryJudge.isOf(event, Place.CLONE))
                .map(HistoryJudge::at)
                .findFirst();
        Instant over = HistoryJudge.at(first.get(first.size() - 1));
        if (made.isEmpty()) {
            wrong.add("the one that waited has made nothing");
        } else if (made.get().isBefore(over)) {
            wrong.add("the one that waited began to make green at " + made.get() + ", the first ended at " + over);
        }
        if (!second.get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getContinuedExecutionRunId()
                .isEmpty()) {
            wrong.add("the one that waited was overtaken: it began again in a new run");
        }
        return wrong;
    }
}

package dev.cutover.faults.process;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Resets workflows, and keeps what was recorded of them until then. */
final class Operator {
    private final Lane lane;
    private final Map<String, WorkflowExecutionHistory> former = new ConcurrentHashMap<>();
    private volatile Instant at = Instant.MAX;

    Operator(Lane lane) {
        this.lane = lane;
    }

    /** Takes a deployment back to the end of one of its workflow tasks: the first, the last, or one between. */
    void reset(Deployment deployment, int choice) {
        WorkflowExecutionHistory history = lane.history(deployment.workflowId());
        List<Long> tasks = history.getEvents().stream()
                .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
                .map(HistoryEvent::getEventId)
                .toList();
        if (tasks.isEmpty()) {
            return;
        }
        int task = switch (choice % 3) {
            case 0 -> 0;
            case 1 -> tasks.size() - 1;
            default -> choice / 3 % tasks.size();
        };
        former.put(deployment.workflowId(), history);
        at = Instant.now();
        if (lane.reset(deployment.workflowId(), tasks.get(task))) {
            deployment.hasBeenReset();
        }
    }

    /** What was recorded of a deployment when it swapped. */
    WorkflowExecutionHistory historyAt(Deployment deployment, Instant moment) {
        WorkflowExecutionHistory before = former.get(deployment.workflowId());
        return before != null && moment.isBefore(at) ? before : lane.history(deployment.workflowId());
    }
}

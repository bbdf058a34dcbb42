package dev.cutover.faults.simulation;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One deployment of a run, and what the people around it know. */
final class Actor {
    final String workflowId;
    final String model;
    final WorkflowStub workflow;
    private final WorkflowClient client;
    /** Who approved, and which green they had been shown. */
    final Map<String, String> approvals = new ConcurrentHashMap<>();

    volatile String deployment;
    volatile String planHash;
    volatile String shownGreen;
    volatile boolean terminated;
    long unreadyUntil;
    boolean denied;

    Actor(String workflowId, String model, WorkflowClient client, WorkflowStub workflow) {
        this.client = client;
        this.workflowId = workflowId;
        this.model = model;
        this.workflow = workflow;
    }

    List<HistoryEvent> fetchHistory() {
        return client.fetchHistory(workflowId).getEvents();
    }
}

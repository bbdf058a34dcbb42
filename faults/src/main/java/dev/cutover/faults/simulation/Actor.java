package dev.cutover.faults.simulation;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;

/** One deployment of a run, and what the people around it know. */
final class Actor {
    final String workflowId;
    final String model;
    final WorkflowStub workflow;
    private final WorkflowClient client;
    /** What was said to it, in the order in which Temporal has recorded it. */
    final List<Said> said = new ArrayList<>();

    /** Whether a step of this deployment has made something. */
    volatile boolean made;

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

    /**
     * What a person said.
     *
     * @param what the signal, or cancel
     * @param shown the green that they had been shown; empty when none
     * @param valid whether it named the plan
     */
    record Said(String by, String what, String shown, boolean valid) {}

    boolean heard(String what) {
        return said.stream().anyMatch(each -> each.what().equals(what));
    }

    List<HistoryEvent> fetchHistory() {
        return client.fetchHistory(workflowId).getEvents();
    }
}

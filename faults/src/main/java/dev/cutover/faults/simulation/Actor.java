package dev.cutover.faults.simulation;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One deployment of a run, and what the people around it know. */
final class Actor {
    final String workflowId;
    final String model;
    final WorkflowStub workflow;
    private final WorkflowClient client;
    /** What was said to it, in the order in which Temporal has recorded it. */
    final List<Said> said = new ArrayList<>();

    final Set<Met> met = EnumSet.noneOf(Met.class);

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

    /** What a step of this deployment met, so that more than luck has kept it from doing wrong. */
    enum Met {
        /** Production was not what the plan was made from when a swap was to be made. */
        OTHER_PRODUCTION,
        /** Green was not ready when a swap was to be made. */
        UNREADY_GREEN,
        /** It has made something. */
        MADE
    }

    boolean heard(String what) {
        return said.stream().anyMatch(each -> each.what().equals(what));
    }

    List<HistoryEvent> fetchHistory() {
        return client.fetchHistory(workflowId).getEvents();
    }
}

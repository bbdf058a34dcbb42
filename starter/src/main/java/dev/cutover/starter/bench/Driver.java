package dev.cutover.starter.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.starter.view.OutcomeView;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.status.Status;
import java.time.Instant;

/** Leads one deployment through its phases. */
final class Driver {
    private static final String BY = "benchmark";

    private final DeploymentClient client;
    private final String workflowId;

    Driver(DeploymentClient client, String workflowId) {
        this.client = client;
        this.workflowId = workflowId;
    }

    /** Starts a deployment of a project. */
    void start(String project) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", LocalStack.TARGET).put("requestedBy", BY).put("holdFor", "0s");
        request.putObject("project").put("path", project);
        client.start(workflowId, request, "Deploy **" + project + "**");
    }

    /** Waits until it is in a phase. */
    Status await(Phase phase) {
        Status status = status();
        while (status.phase() != phase) {
            if (status.phase() == Phase.DONE) {
                throw unexpected(client.await(workflowId));
            }
            Waiting.pause();
            status = status();
        }
        return status;
    }

    /** Approves by the signal; returns {@link System#nanoTime()} before it was sent. */
    long approve() {
        return decide("approve");
    }

    /** Rejects by the signal. */
    void reject() {
        decide("reject");
    }

    private long decide(String signal) {
        ObjectNode decision = JsonNodeFactory.instance.objectNode();
        decision.put("by", BY).put("planHash", status().planHash());
        long sent = System.nanoTime();
        client.signal(workflowId, signal, decision);
        return sent;
    }

    /** Waits for the end, which has to be the expected one; returns the length of the history. */
    long end(Ending expected) {
        End end = client.await(workflowId);
        if (end.outcome() == null || end.outcome().outcome() != expected) {
            throw unexpected(end);
        }
        return client.glimpse(workflowId).events();
    }

    /** When a phase began, the last time that it did. */
    static Instant began(Status status, Phase phase) {
        return status.phases().stream()
                .filter(time -> time.phase() == phase)
                .map(PhaseTime::since)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("The phase " + phase + " has not begun"));
    }

    /** What a worker says of it, also when it has ended. */
    Status status() {
        return Json.read(client.query(workflowId, "status"), Status.class);
    }

    /** What was found out about green. */
    Evidence evidence() {
        return Json.read(client.query(workflowId, "evidence"), EvidenceAnswer.class)
                .evidence();
    }

    private static Problem unexpected(End end) {
        return new Problem(
                ExitCode.UNEXPECTED,
                "A deployment of the benchmark did not end as it should:\n"
                        + String.join("\n", OutcomeView.lines(end)));
    }
}

package dev.cutover.faults.defects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.util.List;

/** One deployment, from its start to what an approver sees and decides. */
final class Trial {
    private static final String BY = "defects";

    private final DeploymentClient client;
    private final String workflowId;

    private Trial(DeploymentClient client, String workflowId) {
        this.client = client;
        this.workflowId = workflowId;
    }

    static Trial start(DeploymentClient client, String workflowId, String project, List<String> removes) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", LocalStack.TARGET).put("requestedBy", BY).put("holdFor", "0s");
        request.putObject("project").put("path", project);
        removes.forEach(request.withArray("removes")::add);
        client.start(workflowId, request, "Deploy **" + project + "**");
        return new Trial(client, workflowId);
    }

    /** Waits until a person is asked, a phase is reached, or it has ended without that. */
    Status await(Phase phase) {
        Status status = status();
        while (status.phase() != phase && status.phase() != Phase.AWAITING_DECISION && status.phase() != Phase.DONE) {
            Waiting.pause();
            status = status();
        }
        return status;
    }

    /** What the approver sees; null when it ended before there was any. */
    Evidence evidence() {
        return Json.read(client.query(workflowId, "evidence"), EvidenceAnswer.class)
                .evidence();
    }

    /** Decides, when somebody is asked, and waits for the end. */
    Ending end(String decision) {
        Status status = status();
        if (status.phase() == Phase.AWAITING_DECISION) {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.put("by", BY).put("planHash", status.planHash());
            client.signal(workflowId, decision, input);
        }
        return client.await(workflowId).outcome().outcome();
    }

    private Status status() {
        return Json.read(client.query(workflowId, "status"), Status.class);
    }
}

package dev.cutover.starter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.client.Json;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.Shell;

/** What the demonstration says to its deployment, and the same as commands of the Temporal CLI. */
final class Messages {
    private static final String BY = "demo";

    private final String workflowId;
    private final String project;

    Messages(String workflowId, String project) {
        this.workflowId = workflowId;
        this.project = project;
    }

    /** The path of what is deployed. */
    String project() {
        return project;
    }

    /** The start message for the shop's next version. */
    JsonNode request(String target, Scenario scenario) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", target);
        request.putObject("project").put("path", project);
        request.put("requestedBy", BY);
        request.put("holdFor", "10m");
        if (scenario == Scenario.STUCK_HYDRATION) {
            request.put("hydrationTimeout", "12s");
        }
        return request;
    }

    /** A decision on the plan and the evidence that a deployment shows, as the signals and the update take it. */
    ObjectNode decision(Status status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", BY)
                .put("planHash", status.planHash().substring(0, 12))
                .put("evidenceDigest", status.evidenceDigest().substring(0, 12));
    }

    /** An order such as revert and finish. */
    ObjectNode order(String reason) {
        return JsonNodeFactory.instance.objectNode().put("by", BY).put("reason", reason);
    }

    /** The command that sends a signal. */
    String signalCommand(String name, JsonNode input) {
        return "temporal workflow signal --workflow-id " + Shell.word(workflowId) + " --name " + name + " --input "
                + Shell.quoted(Json.line(input));
    }
}

package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.display.JanitorDetails;
import dev.cutover.workflows.janitor.Janitor;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorRequest;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;

/** One round of the janitor. */
public final class JanitorWorkflow implements Janitor {
    @Override
    public JanitorReport run(JsonNode request) {
        JanitorRequest parsed = parse(request);
        Workflow.setCurrentDetails("Looking what deployments of target `" + parsed.target() + "` have left.");
        JanitorReport report = new ActivityStubs().sweeping().sweep(parsed);
        Workflow.setCurrentDetails(JanitorDetails.of(report));
        return report;
    }

    private static JanitorRequest parse(JsonNode request) {
        try {
            return JanitorRequest.parse(request);
        } catch (IllegalArgumentException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    e.getMessage() + " Nothing was looked at and nothing was removed.", "INVALID_REQUEST");
        }
    }
}

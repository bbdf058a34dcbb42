package dev.cutover.workflows.janitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks once what deployments of a target have left that no longer run, and removes it where that was asked for. */
@WorkflowInterface
public interface Janitor {
    /** Workflow type, as in {@code --type}. */
    String TYPE = "Janitor";

    /**
     * Looks, and removes.
     *
     * @param request see {@link JanitorRequest#parse}
     */
    @WorkflowMethod(name = TYPE)
    JanitorReport run(JsonNode request);
}

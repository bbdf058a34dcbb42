package dev.cutover.starter.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.janitor.JanitorReport;
import java.util.List;

/**
 * Everything that commands say to Temporal: the same messages that the Temporal CLI sends. Every method throws
 * {@link dev.cutover.starter.Problem} in words for people.
 */
public interface DeploymentClient extends AutoCloseable {
    /**
     * Starts a deployment; refused when one with this id is running.
     *
     * @param summary one line of Markdown for the Web UI
     * @return the run's id
     */
    String start(String workflowId, JsonNode request, String summary);

    /** Sends a signal; nobody answers it. */
    void signal(String workflowId, String name, JsonNode input);

    /** Sends an update and waits for its answer. */
    String update(String workflowId, String name, JsonNode input);

    /** Asks a query. */
    JsonNode query(String workflowId, String name);

    /** Asks for the end: compensation before the swap, revert after it. */
    void cancel(String workflowId);

    /** Looks without asking a worker. */
    Glimpse glimpse(String workflowId);

    /** Waits for the end of the newest run. */
    End await(String workflowId);

    /**
     * Finds deployments, newest first.
     *
     * @param filter a condition of Temporal's list filters; empty for all
     * @param most how many at most
     */
    List<Row> list(String filter, int most);

    /** Runs the janitor once and waits for what it found. */
    JanitorReport janitor(String target, JsonNode request);

    @Override
    void close();
}

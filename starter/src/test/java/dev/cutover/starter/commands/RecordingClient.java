package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Glimpse;
import dev.cutover.starter.client.Row;
import dev.cutover.workflows.janitor.JanitorReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A Temporal that writes down what it is told, and gives the answers that a test has put in. */
final class RecordingClient implements DeploymentClient {
    final List<String> heard = new ArrayList<>();
    final Map<String, JsonNode> answers = new HashMap<>();

    /** What is answered once a signal was sent. */
    final Map<String, JsonNode> afterSignal = new HashMap<>();

    final List<Row> rows = new ArrayList<>();
    final Queue<Glimpse> glimpses = new ArrayDeque<>();
    End end;
    Problem problem;
    JanitorReport report;
    boolean closed;

    @Override
    public String start(String workflowId, JsonNode request, String summary) {
        hear("start", workflowId, request + " " + summary);
        return "run-1";
    }

    @Override
    public void signal(String workflowId, String name, JsonNode input) {
        hear("signal " + name, workflowId, input.toString());
        answers.putAll(afterSignal);
    }

    @Override
    public String update(String workflowId, String name, JsonNode input) {
        hear("update " + name, workflowId, input.toString());
        return "Understood.";
    }

    @Override
    public JsonNode query(String workflowId, String name) {
        hear("query " + name, workflowId, "");
        return answers.get(name);
    }

    @Override
    public JanitorReport janitor(String target, JsonNode request) {
        hear("janitor", target, request.toString());
        return report;
    }

    @Override
    public void cancel(String workflowId) {
        hear("cancel", workflowId, "");
    }

    @Override
    public Glimpse glimpse(String workflowId) {
        Glimpse next = glimpses.poll();
        return next == null ? new Glimpse(false, "run-1", null, null, 0, List.of()) : next;
    }

    @Override
    public End await(String workflowId) {
        return end;
    }

    @Override
    public List<Row> list(String filter, int most) {
        hear("list", filter, String.valueOf(most));
        return rows;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void hear(String what, String where, String input) {
        if (problem != null) {
            throw problem;
        }
        heard.add((what + " " + where + " " + input).strip());
    }
}

package dev.cutover.starter.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Glimpse;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.view.OutcomeView;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.status.Status;
import java.nio.file.Path;
import java.util.List;

/** Makes the shop's first version production: raw data by SQL, the model by a deployment like any other. */
public final class Shop {
    private static final String FIRST_VERSION = "shop-before";
    private static final String INSTALLER = "the installation of the example";

    private final Path examples;
    private final Sandbox sandbox;
    private final String target;

    /**
     * The shop.
     *
     * @param examples the folder with the example projects
     * @param sandbox the server
     * @param target the worker's name for the server
     */
    public Shop(Path examples, Sandbox sandbox, String target) {
        this.examples = examples;
        this.sandbox = sandbox;
        this.target = target;
    }

    /** Installs the first version as production. */
    public void install(DeploymentClient client) {
        Path folder = examples.resolve(FIRST_VERSION);
        SqlFolder.run(folder.resolve("setup"), sandbox);
        deployFirstVersion(client);
        SqlFolder.run(folder.resolve("outside"), sandbox);
    }

    private void deployFirstVersion(DeploymentClient client) {
        String workflowId = FIRST_VERSION;
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", target);
        request.putObject("project").put("path", FIRST_VERSION);
        request.put("requestedBy", INSTALLER);
        request.put("holdFor", "0s");
        client.start(workflowId, request, "Deploy **" + FIRST_VERSION + "** to **" + target + "** for the first time");
        approveWhenReady(client, workflowId);
        End end = client.await(workflowId);
        if (end.outcome() == null || end.outcome().outcome() != Ending.PROMOTED) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "The shop's first version could not be deployed:\n" + String.join("\n", OutcomeView.lines(end)));
        }
    }

    private static void approveWhenReady(DeploymentClient client, String workflowId) {
        Glimpse glimpse = client.glimpse(workflowId);
        while (glimpse.running()) {
            Status status = Json.read(client.query(workflowId, "status"), Status.class);
            switch (status.phase()) {
                case AWAITING_DECISION -> {
                    ObjectNode decision = JsonNodeFactory.instance.objectNode();
                    decision.put("decision", "APPROVE").put("by", INSTALLER).put("planHash", status.planHash());
                    decision.put("evidenceDigest", status.evidenceDigest());
                    client.update(workflowId, "decide", decision);
                    return;
                }
                case PLANNING,
                        QUEUED,
                        CLONING,
                        DEPLOYING,
                        HYDRATING,
                        COLLECTING_EVIDENCE,
                        PROMOTING,
                        HOLDING,
                        REVERTING,
                        CLEANING_UP,
                        COMPENSATING,
                        DONE -> Waiting.pause();
            }
            glimpse = client.glimpse(workflowId);
        }
    }

    /** The rows of the query that shows the difference between the versions, as a role that reads production. */
    public List<String> answer() {
        return Answers.table(sandbox);
    }
}

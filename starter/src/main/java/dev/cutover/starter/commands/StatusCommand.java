package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.view.EvidenceView;
import dev.cutover.starter.view.StatusView;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.status.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a deployment how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the phase, what it waits for, whether production is safe, and what to type next.")
public final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Which which = new Which();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--evidence", description = "Show the evidence for the decision too.")
    private boolean withEvidence;

    @Option(names = "--plan", description = "Show the whole plan, as JSON.")
    private boolean withPlan;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            JsonNode status = client.query(id, "status");
            if (json.wanted()) {
                context.printJson(status);
            } else {
                context.print(StatusView.lines(id, Json.read(status, Status.class)));
            }
            if (withEvidence) {
                showEvidence(client.query(id, "evidence"));
            }
            if (withPlan) {
                showPlan(client.query(id, "plan"));
            }
            return 0;
        }
    }

    private void showEvidence(JsonNode evidence) {
        if (json.wanted()) {
            context.printJson(evidence);
        } else if (evidence == null || evidence.isNull()) {
            context.print("evidence     none yet");
        } else {
            context.print("evidence");
            context.print(EvidenceView.lines(Json.read(evidence, Evidence.class)));
        }
    }

    private void showPlan(JsonNode plan) {
        if (json.wanted()) {
            context.printJson(plan);
        } else if (plan == null || plan.isNull()) {
            context.print("plan         none yet");
        } else {
            context.printPretty(plan);
        }
    }
}

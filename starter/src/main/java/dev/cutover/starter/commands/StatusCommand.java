package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.view.EvidenceView;
import dev.cutover.starter.view.PlanView;
import dev.cutover.starter.view.StatusView;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.plan.PlanAnswer;
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

    @Mixin
    private TemporalOption temporal = new TemporalOption();

    @Option(names = "--evidence", description = "Show the evidence for the decision too.")
    private boolean withEvidence;

    @Option(names = "--plan", description = "Show the plan too; with --json all of it.")
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
                Status read = Json.read(status, Status.class);
                context.print(StatusView.lines(id, read, client.glimpse(id).building(), temporal.next(id, read)));
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

    private void showEvidence(JsonNode answer) {
        if (json.wanted()) {
            context.printJson(answer);
            return;
        }
        EvidenceAnswer evidence = Json.read(answer, EvidenceAnswer.class);
        if (evidence.available()) {
            context.print("evidence");
            context.print(EvidenceView.lines(evidence.evidence()));
        } else {
            context.print("evidence     waits for " + evidence.waitingFor());
        }
    }

    private void showPlan(JsonNode answer) {
        if (json.wanted()) {
            context.printJson(answer);
            return;
        }
        PlanAnswer plan = Json.read(answer, PlanAnswer.class);
        if (plan.available()) {
            context.print(PlanView.lines(plan.plan()));
        } else {
            context.print("plan         waits for " + plan.waitingFor());
        }
    }
}

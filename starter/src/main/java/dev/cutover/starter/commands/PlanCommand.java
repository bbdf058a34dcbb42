package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.view.PlanView;
import dev.cutover.workflows.plan.PlanAnswer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a deployment will do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows the plan: every object and why it is in it, what stays outside, the cost, the statements.")
public final class PlanCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Which which = new Which();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--statements", description = "Show every statement that will be sent, as SQL, and nothing else.")
    private boolean statements;

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            JsonNode answer = client.query(id, "plan");
            PlanAnswer plan = Json.read(answer, PlanAnswer.class);
            if (!plan.available()) {
                throw new Problem(ExitCode.REFUSED, "There is no plan to show: it waits for " + plan.waitingFor());
            }
            if (statements && json.wanted()) {
                context.printJson(plan.plan().outlook().statementList());
            } else if (statements) {
                context.print(PlanView.statements(plan.plan()));
            } else if (json.wanted()) {
                context.printJson(answer.path("plan"));
            } else {
                context.print(PlanView.lines(plan.plan()));
            }
            return 0;
        }
    }
}

package dev.cutover.starter.commands;

import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rebuilds how a deployment came about. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Prints how a deployment came about, rebuilt from its history: the same bytes each time.")
public final class AuditCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Which which = new Which();

    AuditCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (DeploymentClient client = context.clients().open()) {
            context.print(Json.canonical(client.query(which.id(), "audit")));
            return 0;
        }
    }
}

package dev.cutover.starter.commands;

import dev.cutover.starter.client.DeploymentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a deployment. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Follows a deployment until it ends; the exit code tells how. Ctrl-C ends only the watching.")
public final class WatchCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Which which = new Which();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private TemporalOption temporal = new TemporalOption();

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            return new Watcher(context, client, id, json.wanted(), temporal).untilEnd();
        }
    }
}

package dev.cutover.starter.commands;

import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.dbt.DbtShop;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.shop.Shop;
import dev.cutover.starter.stack.Home;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.starter.stack.Ports;
import dev.cutover.starter.temporalserver.TemporalCli;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A whole environment to try things in. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description =
                "Starts a sandbox, Temporal and a worker with the target dev and the project root examples, makes the"
                        + " shop's first version production, and runs until Ctrl-C. Everything listens on 127.0.0.1 and is gone"
                        + " afterwards.")
public final class DevCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add this to every port (6875, 7233, 8233, 9464; 9092 with --dbt).")
    private int portOffset;

    @Option(names = "--free-ports", description = "Use any free ports.")
    private boolean freePorts;

    @Option(
            names = "--dbt",
            description = "With dbt-materialize and a Kafka broker (port 9092), so that shop-dbt can be deployed.")
    private boolean dbt;

    @Mixin
    private JsonOption json = new JsonOption();

    DevCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Ports ports = freePorts ? Ports.free() : Ports.usual(portOffset);
        Path examples = Home.folder().resolve("examples");
        try (Cleanup cleanup = Cleanup.atExit(System.err)) {
            try {
                Optional<DbtVenv> venv = dbt ? Optional.of(DbtVenv.require()) : Optional.empty();
                LocalStack stack = LocalStack.start(ports, venv, cleanup, this::say);
                if (venv.isPresent()) {
                    say("shop         dbt makes the first version production, with a Kafka source and a Kafka sink");
                    new DbtShop(
                                    examples,
                                    venv.get(),
                                    stack.sandbox(),
                                    stack.folder().resolve("dbt"))
                            .install(stack.kafka(), cleanup);
                } else {
                    installBySql(stack, examples);
                }
                announce(stack, ports);
                ChildProcess ended = stack.firstToEnd().join();
                if (!cleanup.closing()) {
                    throw ended.died();
                }
            } catch (Problem problem) {
                if (!cleanup.closing()) {
                    throw problem;
                }
            }
            cleanup.awaitClosed();
            return 0;
        }
    }

    private void installBySql(LocalStack stack, Path examples) {
        say("shop         installing the first version as production");
        try (TemporalDeploymentClient client =
                TemporalDeploymentClient.local(stack.temporal().address())) {
            new Shop(examples, stack.sandbox(), LocalStack.TARGET).install(client);
        }
    }

    private void announce(LocalStack stack, Ports ports) {
        if (json.wanted()) {
            context.printJson(Map.of(
                    "ready", true,
                    "sandbox", "127.0.0.1:" + ports.sandbox(),
                    "temporal", stack.temporal().address(),
                    "webUi", stack.temporal().webUi().orElse(""),
                    "metrics", stack.metrics(),
                    "logs", stack.folder().toString()));
            return;
        }
        String project = dbt ? DbtShop.PROJECT : "shop";
        boolean usual = ports.temporal() == 7233;
        String prefix = usual ? "" : "TEMPORAL_ADDRESS=" + stack.temporal().address() + " ";
        String temporal = TemporalCli.here(
                "temporal workflow start --type BlueGreenDeployment --task-queue cutover --workflow-id cutover-dev --fail-existing "
                        + "--input '{\"target\":\"dev\",\"project\":{\"path\":\"" + project + "\"}}'",
                TemporalCli.find(),
                stack.temporal().address());
        context.print(List.of(
                "",
                "Cutover is ready. Ctrl-C stops everything; logs are in " + stack.folder() + " until then.",
                "",
                "Look at production:",
                "  psql -h 127.0.0.1 -p " + ports.sandbox() + " -U materialize materialize"
                        + " -c 'SELECT * FROM shop_mart.revenue_by_country'",
                "Deploy the shop's next version and follow it:",
                "  " + prefix + Program.name() + " start dev --project " + project + " --wait",
                "or with the Temporal CLI:",
                "  " + temporal));
    }

    private void say(String line) {
        if (!json.wanted()) {
            context.print(line);
        }
    }
}

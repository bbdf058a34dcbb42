package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.view.JanitorView;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the janitor once and shows what it found. */
@Command(
        name = "janitor",
        mixinStandardHelpOptions = true,
        description = {
            "Finds what deployments have left that run no more (terminated, deleted, retention over).",
            "Removes nothing without --apply, and then only what is provably theirs and nobody else needs.",
            "Ends with " + ExitCode.SOMETHING_LEFT + " when something is left."
        })
public final class JanitorCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "TARGET", description = "A target of the worker's configuration.")
    private String target;

    @Option(names = "--apply", description = "Remove it.")
    private boolean apply;

    @Option(
            names = "--gone",
            paramLabel = "ID",
            split = ",",
            description =
                    "Id of a deployment that runs nowhere any more, though Temporal here cannot know. Can be repeated.")
    private List<String> gone = List.of();

    @Option(names = "--end-holds", description = "Also old production whose hold would not have ended yet.")
    private boolean endHolds;

    @Mixin
    private JsonOption json = new JsonOption();

    JanitorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (DeploymentClient client = context.clients().open()) {
            JanitorReport report = client.janitor(target, request());
            if (json.wanted()) {
                context.printJson(report);
            } else {
                context.print(JanitorView.lines(report));
            }
            boolean left = report.items().stream().anyMatch(item -> item.verdict() != Verdict.REMOVED);
            return left ? ExitCode.SOMETHING_LEFT : ExitCode.OK;
        }
    }

    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", target);
        request.put("apply", apply);
        request.put("endHolds", endHolds);
        gone.forEach(request.putArray("gone")::add);
        return request;
    }
}

package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.request.OnConflict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a deployment with the JSON that {@code temporal workflow start --input} takes. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a deployment. The same as",
            "  temporal workflow start --type " + BlueGreenDeployment.TYPE + " \\",
            "    --task-queue " + BlueGreenDeployment.TASK_QUEUE + " --workflow-id cutover-TARGET \\",
            "    --fail-existing --input '{...}'",
            "Durations are written 30m, 1h30m, 7d or PT30M."
        })
public final class StartCommand implements Callable<Integer> {
    private static final int MOST_QUEUED = 100;

    private final Context context;

    @Parameters(paramLabel = "TARGET", description = "A target of the worker's configuration.")
    private String target;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PATH",
            description = "The project's folder, below the worker's project root or below the repository's root.")
    private String path;

    @Option(names = "--git", paramLabel = "ADDRESS", description = "Repository that holds the project.")
    private String git;

    @Option(names = "--ref", paramLabel = "REF", description = "Branch, tag or commit of --git.")
    private String ref;

    @Option(names = "--by", paramLabel = "NAME", description = "Who asks; default: the user who is logged in.")
    private String by;

    @Option(names = "--dry-run", description = "Only plan: print the plan and end as PLANNED.")
    private boolean dryRun;

    @Option(names = "--hold-for", paramLabel = "DURATION", description = "How long a revert stays possible (30m).")
    private String holdFor;

    @Option(
            names = "--approval-expires-after",
            paramLabel = "DURATION",
            description = "How long to wait for a decision (24h).")
    private String approvalExpiresAfter;

    @Option(
            names = "--hydration-timeout",
            paramLabel = "DURATION",
            description = "How long green may take to become ready (6h).")
    private String hydrationTimeout;

    @Option(names = "--lag-threshold", paramLabel = "DURATION", description = "Largest lag of a ready object (1s).")
    private String lagThreshold;

    @Option(names = "--sink-timeout", paramLabel = "DURATION", description = "How long sinks may take to follow (15m).")
    private String sinkTimeout;

    @Option(
            names = "--on-conflict",
            paramLabel = "WORD",
            description =
                    "REFUSE (default): end when another deployment was faster. QUEUE: wait until those before it have "
                            + "ended, then plan again.")
    private OnConflict onConflict;

    @Option(
            names = "--queue-timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the turn with --on-conflict QUEUE (24h).")
    private String queueTimeout;

    @Option(
            names = "--removes",
            paramLabel = "NAME",
            split = ",",
            description = "What may disappear: schema.object, \"schema NAME\" or \"cluster NAME\". Can be repeated.")
    private List<String> removes = List.of();

    @Option(names = "--adopt", description = "Take over an empty green environment (dbt projects).")
    private boolean adopt;

    @Option(
            names = {"-w", "--workflow-id"},
            paramLabel = "ID",
            description =
                    "Workflow id (cutover-TARGET; with QUEUE the first free one of cutover-TARGET-2, -3 and so on).")
    private String workflowId;

    @Option(names = "--wait", description = "Follow the deployment until it ends; the exit code tells how.")
    private boolean wait;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private TemporalOption temporal = new TemporalOption();

    StartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (DeploymentClient client = context.clients().open()) {
            Started started = start(client);
            say(started);
            return wait || dryRun
                    ? new Watcher(context, client, started.workflowId(), json.wanted(), temporal).untilEnd()
                    : 0;
        }
    }

    private record Started(String workflowId, String runId) {}

    private Started start(DeploymentClient client) {
        String id = workflowId == null ? Which.ofTarget(target) : workflowId;
        for (int number = 2; ; number++) {
            try {
                return new Started(id, client.start(id, request(), summary()));
            } catch (Problem e) {
                if (!mayTakeAnotherId(e, number)) {
                    throw e;
                }
                id = Which.ofTarget(target) + "-" + number;
            }
        }
    }

    private void say(Started started) {
        if (json.wanted()) {
            context.printJson(Map.of("workflowId", started.workflowId(), "runId", started.runId(), "target", target));
        } else {
            context.print("Started " + started.workflowId() + "."
                    + (wait || dryRun
                            ? ""
                            : " Follow it with: " + Program.name() + " watch --workflow-id " + started.workflowId()));
        }
    }

    /** Who queues behind a deployment of the usual id cannot have the same one. */
    private boolean mayTakeAnotherId(Problem refused, int number) {
        return refused.exitCode() == ExitCode.REFUSED
                && onConflict == OnConflict.QUEUE
                && workflowId == null
                && number <= MOST_QUEUED;
    }

    /** The start message. Only what was given, so that the workflow's own defaults stay the only ones. */
    ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", target);
        ObjectNode project = request.putObject("project");
        putIfGiven(project, "path", path);
        putIfGiven(project, "git", git);
        putIfGiven(project, "ref", ref);
        request.put("requestedBy", by == null ? context.user() : by);
        if (dryRun) {
            request.put("dryRun", true);
        }
        putIfGiven(request, "holdFor", holdFor);
        putIfGiven(request, "approvalExpiresAfter", approvalExpiresAfter);
        putIfGiven(request, "hydrationTimeout", hydrationTimeout);
        putIfGiven(request, "lagThreshold", lagThreshold);
        putIfGiven(request, "sinkTimeout", sinkTimeout);
        putIfGiven(request, "onConflict", onConflict == null ? null : onConflict.name());
        putIfGiven(request, "queueTimeout", queueTimeout);
        if (!removes.isEmpty()) {
            ArrayNode names = request.putArray("removes");
            removes.forEach(names::add);
        }
        if (adopt) {
            request.put("adopt", true);
        }
        return request;
    }

    private String summary() {
        String what = path == null ? String.valueOf(git) : path;
        return "Deploy **" + what + "** to **" + target + "**" + (dryRun ? " (dry run)" : "");
    }

    private static void putIfGiven(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}

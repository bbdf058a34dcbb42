package dev.cutover.starter.commands;

import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Row;
import dev.cutover.starter.view.ListView;
import dev.cutover.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds deployments by the columns that the Web UI shows as well. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists deployments, newest first.")
public final class ListCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--target", paramLabel = "TARGET", description = "Only of this target.")
    private String target;

    @Option(names = "--phase", paramLabel = "PHASE", description = "Only in this phase, for example AWAITING_DECISION.")
    private String phase;

    @Option(names = "--outcome", paramLabel = "WORD", description = "Only with this ending, for example PROMOTED.")
    private String outcome;

    @Option(names = "--by", paramLabel = "NAME", description = "Only those that this person asked for.")
    private String requester;

    @Option(names = "--running", description = "Only those that have not ended.")
    private boolean running;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most this many (${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private JsonOption json = new JsonOption();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (DeploymentClient client = context.clients().open()) {
            List<Row> rows = client.list(filter(), limit);
            if (json.wanted()) {
                rows.forEach(context::printJson);
            } else if (rows.isEmpty()) {
                context.print("No deployment found.");
            } else {
                context.print(ListView.lines(rows, ZoneId.systemDefault()));
            }
            return 0;
        }
    }

    /** The conditions as one of Temporal's list filters; empty for all. */
    String filter() {
        List<String> conditions = new ArrayList<>();
        addIfGiven(conditions, SearchAttributes.TARGET, target);
        addIfGiven(conditions, SearchAttributes.PHASE, phase);
        addIfGiven(conditions, SearchAttributes.OUTCOME, outcome);
        addIfGiven(conditions, SearchAttributes.REQUESTER, requester);
        if (running) {
            conditions.add("ExecutionStatus = 'Running'");
        }
        return String.join(" AND ", conditions);
    }

    private static void addIfGiven(List<String> conditions, SearchAttributeKey<String> key, String value) {
        if (value != null) {
            conditions.add(key.getName() + " = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
    }
}

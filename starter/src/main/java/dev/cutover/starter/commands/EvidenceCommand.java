package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.page.EvidencePage;
import dev.cutover.starter.processes.Browser;
import dev.cutover.starter.view.EvidenceMarkdown;
import dev.cutover.starter.view.EvidenceView;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an approver needs. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description = "Shows what the approver has to know: as text, Markdown, JSON, or as one HTML page.")
public final class EvidenceCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Which which = new Which();

    @Mixin
    private TemporalOption temporal = new TemporalOption();

    @ArgGroup
    private Shape shape = new Shape();

    /** At most one way to show it. */
    private static final class Shape {
        @Option(names = "--json", description = "The whole answer of the query evidence.")
        private boolean json;

        @Option(names = "--markdown", description = "As Markdown, to be pasted into a pull request.")
        private boolean markdown;

        @Option(names = "--html", paramLabel = "FILE", description = "Write one HTML page that needs nothing else.")
        private Path file;

        @Option(names = "--open", description = "Write the page to a file of your own and open it in the browser.")
        private boolean open;
    }

    @Option(
            names = "--refresh",
            description = "Have it collected again first, while a decision is awaited, and wait until it was.")
    private boolean refresh;

    EvidenceCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            if (refresh) {
                new Refreshing(client, id).by(context.user());
            }
            JsonNode answer = client.query(id, "evidence");
            if (shape.json) {
                context.printJson(answer);
                return 0;
            }
            EvidenceAnswer evidence = Json.read(answer, EvidenceAnswer.class);
            if (!evidence.available()) {
                throw new Problem(ExitCode.REFUSED, "There is no evidence: " + evidence.waitingFor());
            }
            if (shape.markdown) {
                Status status = Json.read(client.query(id, "status"), Status.class);
                context.print(EvidenceMarkdown.of(status, evidence.evidence()).stripTrailing());
                return 0;
            }
            if (shape.file == null && !shape.open) {
                context.print(EvidenceView.lines(evidence.evidence()));
                return 0;
            }
            show(page(client, id, evidence));
            return 0;
        }
    }

    private String page(DeploymentClient client, String id, EvidenceAnswer evidence) {
        Status status = Json.read(client.query(id, "status"), Status.class);
        PlanAnswer plan = Json.read(client.query(id, "plan"), PlanAnswer.class);
        return EvidencePage.of(status, plan.plan(), evidence.evidence(), evidence.trend(), temporal.next(id, status));
    }

    private void show(String page) throws IOException {
        // Rows are in it: a temporary file is made so that only its owner reads it.
        Path file = shape.open ? Files.createTempFile("cutover-evidence-", ".html") : shape.file;
        Files.writeString(file, page);
        boolean opened = shape.open && Browser.open(file);
        context.print((shape.open && !opened ? "No browser was found. Open this file: " : "Written to ")
                + file.toAbsolutePath());
    }
}

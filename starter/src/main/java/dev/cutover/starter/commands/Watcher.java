package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Glimpse;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.view.EvidenceView;
import dev.cutover.starter.view.NextCommands;
import dev.cutover.starter.view.OutcomeView;
import dev.cutover.starter.view.PlanView;
import dev.cutover.starter.view.Progress;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.status.Status;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows one deployment until it ends. Goes on through restarts of Temporal and of workers (P7). */
final class Watcher {
    private static final long POLL_MILLIS = 500;
    private static final Set<Integer> WORTH_WAITING = Set.of(ExitCode.NO_CONNECTION, ExitCode.NO_WORKER);

    private final Context context;
    private final DeploymentClient client;
    private final String workflowId;
    private final boolean json;
    private final TemporalOption temporal;
    private final Progress progress = new Progress(ZoneId.systemDefault());
    private JsonNode lastStatus;
    private List<String> lastNext = List.of();
    private String lastTrouble = "";

    Watcher(Context context, DeploymentClient client, String workflowId, boolean json, TemporalOption temporal) {
        this.context = context;
        this.client = client;
        this.workflowId = workflowId;
        this.json = json;
        this.temporal = temporal;
    }

    /** Prints what happens; returns the exit code of the ending. */
    int untilEnd() throws InterruptedException {
        while (true) {
            try {
                Glimpse glimpse = client.glimpse(workflowId);
                show(glimpse);
                if (!glimpse.running()) {
                    return end();
                }
                lastTrouble = "";
            } catch (Problem problem) {
                if (!WORTH_WAITING.contains(problem.exitCode())) {
                    throw problem;
                }
                showTrouble(problem.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void show(Glimpse glimpse) {
        JsonNode answer = client.query(workflowId, "status");
        if (json) {
            if (!answer.equals(lastStatus)) {
                context.printJson(answer);
            }
            lastStatus = answer;
            return;
        }
        Status status = Json.read(answer, Status.class);
        context.print(progress.observe(status, glimpse, Instant.now()));
        showNext(glimpse, status);
    }

    // Where a person is expected to do something.
    private void showNext(Glimpse glimpse, Status status) {
        List<String> next = temporal.next(workflowId, status);
        if (glimpse.running() && NextCommands.isTurnOfAPerson(status) && !next.equals(lastNext)) {
            if (status.phase() == Phase.AWAITING_DECISION) {
                showEvidence();
            }
            next.forEach(command -> context.print("          " + command));
        }
        lastNext = next;
    }

    private void showEvidence() {
        EvidenceAnswer answer = Json.read(client.query(workflowId, "evidence"), EvidenceAnswer.class);
        if (answer.available()) {
            context.print("          " + EvidenceView.summary(answer.evidence()));
        }
    }

    private void showPlan() {
        JsonNode answer = client.query(workflowId, "plan");
        if (json) {
            context.printJson(answer);
        } else {
            context.print(PlanView.lines(Json.read(answer, PlanAnswer.class).plan()));
        }
    }

    private int end() {
        End end = client.await(workflowId);
        if (end.outcome() != null && end.outcome().outcome() == Ending.PLANNED) {
            showPlan();
        }
        if (json) {
            context.printJson(end.json());
        } else {
            context.print(OutcomeView.lines(end));
        }
        return end.exitCode();
    }

    private void showTrouble(String trouble) {
        if (!json && !trouble.equals(lastTrouble)) {
            context.print("          " + trouble);
        }
        lastTrouble = trouble;
    }
}

package dev.cutover.starter.commands;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.Json;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Has the evidence collected again, and waits until it was, or until it is known that it will not be. */
final class Refreshing {
    private static final long POLL_MILLIS = 500;
    private static final String IGNORED = " refresh by ";

    private final DeploymentClient client;
    private final String workflowId;

    Refreshing(DeploymentClient client, String workflowId) {
        this.client = client;
        this.workflowId = workflowId;
    }

    /** Sends the signal and waits for what comes of it. */
    void by(String user) throws InterruptedException {
        EvidenceAnswer before = evidence();
        List<String> ignored = ignored(status());
        client.signal(workflowId, "refresh", Json.tree(Map.of("by", user)));
        while (Objects.equals(evidence().triedAt(), before.triedAt())) {
            Status now = status();
            List<String> answers = ignored(now);
            if (!answers.equals(ignored)) {
                throw new Problem(ExitCode.REFUSED, answers.get(answers.size() - 1));
            }
            if (now.phase() != Phase.AWAITING_DECISION) {
                throw new Problem(
                        ExitCode.REFUSED,
                        "The evidence is collected again while a decision is awaited; the phase is " + now.phase()
                                + ".");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static List<String> ignored(Status status) {
        return status.ignored().stream().filter(line -> line.contains(IGNORED)).toList();
    }

    private Status status() {
        return Json.read(client.query(workflowId, "status"), Status.class);
    }

    private EvidenceAnswer evidence() {
        return Json.read(client.query(workflowId, "evidence"), EvidenceAnswer.class);
    }
}

package dev.cutover.activities.register;

import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.queue.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A Temporal in memory: workflows by id, which of them its lists show, and what they answer. */
public final class FakeRegister implements Register {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Map<String, Known> workflows = new ConcurrentHashMap<>();
    private final Map<String, Belongings> answers = new ConcurrentHashMap<>();
    private volatile String namespace = "11111111-aaaa-bbbb-cccc-222222222222";
    private volatile boolean lists = true;
    private volatile Runnable atEachList = () -> {};

    /** A deployment whose workflow runs. */
    public FakeRegister running(String workflowId, String deployment, Claim claim) {
        return put(workflowId, deployment, "RUNNING", null, claim);
    }

    /** A deployment whose workflow has closed, with what it answers when it is asked. */
    public FakeRegister closed(String workflowId, String status, String outcome, Belongings answer) {
        put(workflowId, answer.deployment(), status, outcome, null);
        answers.put(answer.deployment(), answer);
        return this;
    }

    /** A closed workflow that answers nothing, as the real server's do after a termination. */
    public FakeRegister closedWithoutAnAnswer(String workflowId, String deployment, String status) {
        put(workflowId, deployment, status, null, null);
        return this;
    }

    /** Lets a workflow close. */
    public void close(String workflowId, String status) {
        Known known = workflows.get(workflowId);
        put(workflowId, known.deployment(), status, null, known.claim());
    }

    /** Forgets a workflow, as when its retention is over. */
    public void forget(String workflowId) {
        workflows.remove(workflowId);
    }

    /** From now on lists show nothing. */
    public void withoutLists() {
        lists = false;
    }

    /** From now on it is another namespace. */
    public void inNamespace(String id) {
        namespace = id;
    }

    /** What happens whenever a list is asked for, before the answer. */
    public void atEachList(Runnable action) {
        atEachList = action;
    }

    private FakeRegister put(String workflowId, String deployment, String status, String outcome, Claim claim) {
        boolean runs = status.equals("RUNNING");
        workflows.put(
                workflowId,
                new Known(
                        workflowId,
                        "run-of-" + workflowId,
                        status,
                        runs,
                        deployment,
                        "ann",
                        runs ? "CLONING" : "DONE",
                        outcome,
                        claim,
                        NOON,
                        runs ? null : NOON));
        return this;
    }

    @Override
    public List<Known> running(String target) {
        atEachList.run();
        return lists ? workflows.values().stream().filter(Known::running).toList() : List.of();
    }

    @Override
    public Optional<Known> latest(String workflowId) {
        return Optional.ofNullable(workflows.get(workflowId));
    }

    @Override
    public List<Known> runsOf(String deployment) {
        return lists
                ? new ArrayList<>(workflows.values().stream()
                        .filter(known -> deployment.equals(known.deployment()))
                        .toList())
                : List.of();
    }

    @Override
    public Optional<Stand> stand(String workflowId) {
        return Optional.of(new Stand("AWAITING_DECISION", NOON));
    }

    @Override
    public Optional<Belongings> belongings(Known run) {
        return Optional.ofNullable(answers.get(run.deployment()));
    }

    @Override
    public Optional<String> namespaceId() {
        return Optional.of(namespace);
    }
}

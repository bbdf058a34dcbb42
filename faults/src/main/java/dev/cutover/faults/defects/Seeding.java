package dev.cutover.faults.defects;

import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.shop.Sandbox;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.starter.stack.Ports;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A production, and deployments to it that are asked what they would tell an approver. */
final class Seeding {
    /** The object whose hydration can be stopped. */
    private static final String GATE = "gate";

    private static final long NEVER = Duration.ofHours(1).toMillis();

    private final Baseline baseline = Defects.baseline();
    private final Path projects;
    private final Sandbox sandbox;
    private final DeploymentClient client;
    private int deployments;

    private Seeding(Path projects, Sandbox sandbox, DeploymentClient client) {
        this.projects = projects;
        this.sandbox = sandbox;
        this.client = client;
    }

    /** Starts a sandbox, a Temporal server and a worker, and makes the baseline production. */
    static Seeding start(Cleanup cleanup, Consumer<String> say) {
        Path projects = cleanup.temporaryFolder("cutover-defects-");
        LocalStack stack = LocalStack.start(Ports.free(), projects, "", cleanup, say);
        DeploymentClient client =
                cleanup.add(TemporalDeploymentClient.local(stack.temporal().address()));
        Seeding seeding = new Seeding(projects, stack.sandbox(), client);
        seeding.install();
        return seeding;
    }

    private void install() {
        sandbox.slowHydration("*", 0);
        execute(baseline.installing());
        Trial first = next(Defect.none());
        first.await(Phase.AWAITING_DECISION);
        Ending ending = first.end("approve");
        if (ending != Ending.PROMOTED) {
            throw new IllegalStateException("The baseline ended as " + ending);
        }
        execute(baseline.workByHand());
    }

    /** The database. */
    Sandbox sandbox() {
        return sandbox;
    }

    /** Deploys a defect up to the approver, whose answer is no. */
    Verdict seed(Defect defect) {
        execute(defect.production());
        boolean touched = !defect.green().isEmpty();
        if (touched) {
            sandbox.slowHydration(GATE, NEVER);
        }
        Trial trial = next(defect);
        if (touched) {
            Status status = trial.await(Phase.HYDRATING);
            if (status.phase() != Phase.HYDRATING) {
                throw new IllegalStateException("Green did not begin to hydrate: " + status.reason());
            }
            execute(named(defect.green(), status));
            sandbox.slowHydration(GATE, 0);
        }
        Verdict verdict = told(trial, defect);
        trial.end("reject");
        execute(named(defect.undo(), trial.await(Phase.DONE)));
        return verdict;
    }

    /** Deploys what production is already; the approver's answer is yes. */
    Verdict clean() {
        Trial trial = next(Defect.none());
        Verdict verdict = told(trial, Defect.none());
        Ending ending = trial.end("approve");
        return ending == Ending.PROMOTED
                ? verdict
                : new Verdict(List.of("ending PROMOTED"), List.of("ending " + ending), verdict.alarms());
    }

    /** Statements with this deployment's names for green's schemas and clusters. */
    private static List<String> named(List<String> statements, Status status) {
        return statements.stream()
                .map(sql -> sql.replace("__green", "__green_" + status.deployment()))
                .toList();
    }

    private static Verdict told(Trial trial, Defect defect) {
        Status status = trial.await(Phase.AWAITING_DECISION);
        Evidence evidence = trial.evidence();
        List<String> alarms = Alarms.of(status, evidence).stream()
                .map(alarm -> alarm.replace("__green_" + status.deployment(), "__green"))
                .toList();
        return Verdict.of(defect, alarms);
    }

    private Trial next(Defect defect) {
        String name = "seeded-" + ++deployments;
        baseline.write(projects.resolve(name), defect);
        return Trial.start(client, name, name, defect.removes());
    }

    private void execute(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        try (Connection connection = sandbox.connect(Sandbox.DEPLOYER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                run(statement, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + statements, e);
        }
    }

    private static void run(Statement statement, String sql) throws SQLException {
        statement.execute(sql);
    }
}

package dev.cutover.faults.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cutover.faults.results.CodeVersion;
import dev.cutover.sandbox.Sandbox;
import dev.cutover.sandbox.SandboxOptions;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.stack.Home;
import dev.cutover.starter.stack.Ports;
import dev.cutover.starter.temporalserver.DevelopmentServer;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.janitor.Janitor;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sandbox, a Temporal server and two workers that only each other's faults can reach; kept over many runs. */
final class Lane {
    private final Path program;
    private final Ports ports = Ports.free();
    private final Path folder;
    private final Sandbox sandbox;
    /** Takes connections, or lets them wait, and never says anything. */
    private final ServerSocket silence;

    private final Supervisor supervisor = new Supervisor();
    private final List<Worker> workers;
    private final WorkflowClient client;
    private final ProductionReader reader;
    private final Database database;
    private final Database system;
    private volatile DevelopmentServer temporal;
    private int lastVersion;
    private int lastVersionAside;
    private final String version = CodeVersion.of(Home.folder());

    Lane(Path program, PostgresServer postgres, Cleanup cleanup) {
        this.program = program;
        this.folder = cleanup.temporaryFolder("cutover-faults-");
        try {
            silence = cleanup.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            sandbox = cleanup.add(Sandbox.start(SandboxOptions.defaults().hydratingIn(100, 400), postgres));
            Files.createDirectories(projects());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = new Database(sandbox.jdbcUrl());
        system = new Database("jdbc:postgresql://127.0.0.1:" + sandbox.internalPort() + "/materialize?user=mz_system");
        database.execute(Model.install());
        startTemporal();
        cleanup.add(() -> temporal.close());
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        cleanup.add(stubs::shutdownNow);
        client = WorkflowClient.newInstance(stubs);
        workers = List.of(worker(0, cleanup), worker(1, cleanup));
        workers.forEach(Worker::start);
        workers.forEach(Worker::awaitReady);
        reader = cleanup.add(new ProductionReader(sandbox.jdbcUrl(), ProductionReader.PATIENCE));
    }

    private Worker worker(int number, Cleanup cleanup) {
        return new Worker(number, folder, sandbox.port(), address(), silence.getLocalPort(), supervisor, cleanup);
    }

    private String address() {
        return "127.0.0.1:" + ports.temporal();
    }

    private Path projects() {
        return folder.resolve("projects");
    }

    private void startTemporal() {
        temporal = DevelopmentServer.start(
                program,
                ports.temporal(),
                ports.webUi(),
                folder,
                "--db-filename",
                folder.resolve("temporal.db").toString());
    }

    /** Kills Temporal and starts it again on the file that it leaves. */
    void restartTemporal() {
        ProcessHandle.of(temporal.process().pid())
                .ifPresent(guard -> guard.descendants().forEach(ProcessHandle::destroyForcibly));
        temporal.close();
        startTemporal();
    }

    /** Starts what was killed, and waits until both workers work. */
    void repair() {
        workers.stream().filter(worker -> !worker.alive()).forEach(Worker::start);
        workers.forEach(Worker::awaitReady);
        sandbox.faults().reset();
        workers.forEach(worker -> worker.sql().away(false));
    }

    /** Writes the next version; returns the name of its project. */
    String nextProject() {
        return Model.write(projects(), ++lastVersion);
    }

    /** Writes a version of what shares nothing with the rest; returns the name of its project. */
    String nextProjectAside() {
        return Model.writeAside(projects(), ++lastVersionAside);
    }

    /** Starts a round of the janitor that removes what it may. */
    WorkflowStub janitor(String workflowId) {
        WorkflowStub janitor = client.newUntypedWorkflowStub(
                Janitor.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                        .build());
        janitor.start(JsonNodeFactory.instance
                .objectNode()
                .put("target", Model.TARGET)
                .put("apply", true));
        return janitor;
    }

    /** The version that was written last. */
    int lastVersion() {
        return lastVersion;
    }

    /** Of the code that runs. */
    String version() {
        return version;
    }

    Deployment deployment(String workflowId) {
        return new Deployment(starting(workflowId), client.newUntypedWorkflowStub(workflowId));
    }

    private WorkflowStub starting(String workflowId) {
        return client.newUntypedWorkflowStub(
                BlueGreenDeployment.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                        .build());
    }

    /** What Temporal has recorded of a workflow's last run. */
    WorkflowExecutionHistory history(String workflowId) {
        return client.fetchHistory(workflowId);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Worker worker(int number) {
        return workers.get(number);
    }

    List<Worker> workers() {
        return workers;
    }

    ProductionReader reader() {
        return reader;
    }

    Database database() {
        return database;
    }

    /** As the one who may do everything. */
    Database system() {
        return system;
    }

    /** {@code temporal workflow reset}, as an operator types it; says whether it was done. */
    boolean reset(String workflowId, long event) {
        try {
            return new ProcessBuilder(
                                    program.toString(),
                                    "workflow",
                                    "reset",
                                    "--address",
                                    address(),
                                    "--workflow-id",
                                    workflowId,
                                    "--event-id",
                                    String.valueOf(event),
                                    "--reason",
                                    "a run of the fault matrix")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

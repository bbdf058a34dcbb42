package dev.cutover.e2e.machine;

import dev.cutover.sandbox.Sandbox;
import dev.cutover.sandbox.SandboxFaults;
import dev.cutover.sandbox.SandboxOptions;
import dev.cutover.starter.processes.Cleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A sandbox with models on it, a namespace of Temporal, and a worker between them; one target for each model. */
public final class Machine implements AutoCloseable {
    private final Servers servers;
    private final Cleanup cleanup;
    private final String namespace;
    private final Path folder;
    private final Path config;
    private final Sandbox sandbox;
    private final Database database;
    private WorkerProcess worker;
    private int workers;

    private Machine(Servers servers, Cleanup cleanup, List<Model> models, Map<String, String> policies)
            throws IOException {
        this.servers = servers;
        this.cleanup = cleanup;
        this.namespace = servers.temporal().newNamespace();
        this.folder = cleanup.temporaryFolder("cutover-e2e-");
        this.sandbox = Sandbox.start(SandboxOptions.instant(), servers.postgres());
        cleanup.add(sandbox);
        this.database = new Database(sandbox.port());
        Path projects = Files.createDirectories(folder.resolve("projects"));
        StringBuilder targets = new StringBuilder();
        for (Model model : models) {
            model.install(database);
            model.writeProject(projects);
            targets.append("  ")
                    .append(model.name())
                    .append(": {url: \"127.0.0.1:")
                    .append(sandbox.port());
            targets.append("/materialize\", user: materialize, policy: ")
                    .append(policies.getOrDefault(model.name(), "{}"))
                    .append("}\n");
        }
        this.config = Files.writeString(folder.resolve("cutover.yaml"), """
                projects: projects
                workDirectory: work
                http: {host: 127.0.0.1, port: 0}
                worker: {shutdownGrace: 2s}
                %stargets:
                """.formatted(dbt()) + targets);
    }

    private static String dbt() {
        return DbtVenv.find()
                .map(venv -> "dbt: [{venv: \"" + venv + "\", schema: steps, threads: 1}]\n")
                .orElse("");
    }

    /** Starts everything, each model's first version being production. */
    public static Machine start(Servers servers, List<Model> models) {
        return start(servers, models, Map.of());
    }

    /**
     * Starts everything.
     *
     * @param policies rules for approvals by the target's name, as they are written in YAML
     */
    public static Machine start(Servers servers, List<Model> models, Map<String, String> policies) {
        Cleanup cleanup = new Cleanup();
        try {
            Machine machine = new Machine(servers, cleanup, models, policies);
            machine.startWorker();
            return machine;
        } catch (IOException e) {
            cleanup.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            cleanup.close();
            throw e;
        }
    }

    /** Starts a worker, with the same configuration as one before. */
    public void startWorker() {
        worker = cleanup.add(WorkerProcess.start(
                config, servers.temporal().environment(namespace), folder.resolve("worker-" + ++workers + ".log")));
    }

    /** The worker that was started last. */
    public WorkerProcess worker() {
        return worker;
    }

    /** A look at production. */
    public Database database() {
        return database;
    }

    /** What goes wrong on demand. */
    public SandboxFaults faults() {
        return sandbox.faults();
    }

    /** The CLI, connected. */
    public Cli cli() {
        return servers.temporal().cli(namespace);
    }

    /** Runs the command line of this project. */
    public Answer cutover(String... arguments) {
        return cli().other(Java.command("starter", "dev.cutover.starter.StarterMain", "128m", arguments));
    }

    /** The namespace of Temporal. */
    public String namespace() {
        return namespace;
    }

    /** A deployment on this machine, whether it was started already or not. */
    public Deployment deployment(String workflowId) {
        return new Deployment(servers.temporal().stubs(), namespace, workflowId, cli());
    }

    /** The folder below which the worker finds projects. */
    public Path projects() {
        return folder.resolve("projects");
    }

    /** Command lines of running processes that name both this machine's folder and a word. */
    public List<String> processesOnItsFolder(String word) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()) && line.contains(word))
                .toList();
    }

    @Override
    public void close() {
        cleanup.close();
    }
}

package dev.cutover.e2e.machine;

import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.stack.Ports;
import dev.cutover.starter.temporalserver.TemporalCli;
import dev.cutover.starter.temporalserver.TemporalEnvironment;
import dev.cutover.workflows.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One real Temporal server with its Web UI for all tests, each of which gets a namespace of its own. */
public final class TemporalProcess implements AutoCloseable {
    private static final int NAMESPACES = 40;
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    private final Cleanup cleanup;
    private final Path program;
    private final Path emptyConfig;
    private final Ports ports;
    private final WorkflowServiceStubs stubs;
    private final AtomicInteger namespaces = new AtomicInteger();

    private TemporalProcess(Cleanup cleanup, Path program, Ports ports) throws IOException {
        this.cleanup = cleanup;
        this.program = program;
        this.ports = ports;
        Path folder = cleanup.temporaryFolder("cutover-e2e-temporal-");
        this.emptyConfig = Files.writeString(folder.resolve("temporal.toml"), "[profile.default]\n");
        ChildProcess process = cleanup.add(ChildProcess.start(
                "Temporal server", command(), TemporalEnvironment.none(), folder.resolve("temporal.log")));
        this.stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        cleanup.add(stubs::shutdownNow);
        Waiting.forProcess(process, TIME_TO_START, this::answers);
    }

    /** Starts it with the program that the launcher names in TEMPORAL_CLI_PATH, or the one on the PATH. */
    public static TemporalProcess start() {
        Path program = Requirement.of(
                        TemporalCli.find(),
                        "The temporal program is missing: run ./cutover test, which fetches it, or set TEMPORAL_CLI_PATH.")
                .file();
        Cleanup cleanup = new Cleanup();
        try {
            return new TemporalProcess(cleanup, program, Ports.free());
        } catch (IOException e) {
            cleanup.close();
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip=127.0.0.1",
                "--ui-ip=127.0.0.1",
                "--port=" + ports.temporal(),
                "--ui-port=" + ports.webUi(),
                "--ui-disable-news-fetch",
                "--log-level=warn"));
        for (int n = 1; n <= NAMESPACES; n++) {
            command.add("--namespace=e2e-" + n);
        }
        SearchAttributes.ALL.forEach(key -> command.add("--search-attribute=" + key.getName() + "=Keyword"));
        return command;
    }

    private boolean answers() {
        try {
            stubs.healthCheck();
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /** A namespace that nobody else uses. */
    public String newNamespace() {
        int number = namespaces.incrementAndGet();
        if (number > NAMESPACES) {
            throw new IllegalStateException(
                    "More than " + NAMESPACES + " namespaces are wanted: raise the number here.");
        }
        return "e2e-" + number;
    }

    /** The variables that lead a program to a namespace. */
    public Map<String, String> environment(String namespace) {
        Map<String, String> environment = TemporalEnvironment.none();
        environment.put("TEMPORAL_ADDRESS", address());
        environment.put("TEMPORAL_NAMESPACE", namespace);
        environment.put("TEMPORAL_CONFIG_FILE", emptyConfig.toString());
        return environment;
    }

    /** The CLI in a namespace. */
    public Cli cli(String namespace) {
        return new Cli(program, environment(namespace));
    }

    /** For looks that are too frequent for the CLI. */
    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    /** The Web UI. */
    public String webUi() {
        return "http://127.0.0.1:" + ports.webUi();
    }

    private String address() {
        return "127.0.0.1:" + ports.temporal();
    }

    @Override
    public void close() {
        cleanup.close();
    }
}

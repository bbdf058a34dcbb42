package dev.cutover.starter.temporalserver;

import dev.cutover.starter.Problem;
import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real development server with its Web UI, in a process of its own. It keeps everything in memory, unless told otherwise. */
public final class DevelopmentServer implements TemporalServer {
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final int port;
    private final int uiPort;

    private DevelopmentServer(ChildProcess process, int port, int uiPort) {
        this.process = process;
        this.port = port;
        this.uiPort = uiPort;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param options more of the program's own options, such as a file to keep everything in
     */
    public static DevelopmentServer start(Path temporal, int port, int uiPort, Path folder, String... options) {
        List<String> command = command(temporal, port, uiPort);
        command.addAll(List.of(options));
        ChildProcess process = ChildProcess.start(
                "Temporal server", command, TemporalEnvironment.none(), folder.resolve("temporal.log"));
        DevelopmentServer server = new DevelopmentServer(process, port, uiPort);
        try {
            Waiting.forProcess(process, TIME_TO_START, server::answers);
            return server;
        } catch (Problem e) {
            server.close();
            throw e;
        }
    }

    static List<String> command(Path temporal, int port, int uiPort) {
        List<String> command = new ArrayList<>(List.of(
                temporal.toString(),
                "server",
                "start-dev",
                "--ip=127.0.0.1",
                "--ui-ip=127.0.0.1",
                "--port=" + port,
                "--ui-port=" + uiPort,
                "--ui-disable-news-fetch",
                "--log-level=warn"));
        for (SearchAttributeKey<String> key : SearchAttributes.ALL) {
            command.add("--search-attribute=" + key.getName() + "=Keyword");
        }
        return command;
    }

    private boolean answers() {
        try {
            TemporalDeploymentClient.local(address()).close();
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    /** The process that serves. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Optional<String> webUi() {
        return Optional.of("http://127.0.0.1:" + uiPort);
    }

    @Override
    public void close() {
        process.close();
    }
}

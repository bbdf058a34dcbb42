package dev.cutover.starter.stack;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.dbt.DbtShop;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Sandbox;
import dev.cutover.starter.temporalserver.DevelopmentServer;
import dev.cutover.starter.temporalserver.InProcessServer;
import dev.cutover.starter.temporalserver.TemporalCli;
import dev.cutover.starter.temporalserver.TemporalEnvironment;
import dev.cutover.starter.temporalserver.TemporalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A sandbox, a Temporal server and a worker that know each other, and a Kafka broker for dbt; each in a process of its own. */
public final class LocalStack {
    /** The one target of the worker. */
    public static final String TARGET = "dev";

    private static final Duration TIME_TO_START = Duration.ofSeconds(90);

    private final Ports ports;
    private final Cleanup cleanup;
    private final Path projects;
    private final Path folder;
    private final Optional<DbtVenv> dbt;
    private final String configuration;
    private final Consumer<String> say;
    private final List<ChildProcess> processes = new ArrayList<>();
    private TemporalServer temporal;

    private LocalStack(
            Ports ports,
            Path projects,
            Optional<DbtVenv> dbt,
            String configuration,
            Cleanup cleanup,
            Consumer<String> say) {
        this.ports = ports;
        this.configuration = configuration;
        this.dbt = dbt;
        this.projects = projects;
        this.cleanup = cleanup;
        this.folder = cleanup.temporaryFolder("cutover-");
        this.say = say;
    }

    /**
     * Starts everything, with the examples as projects, and waits until it is of use.
     *
     * @param dbt what runs dbt projects, which read and write a Kafka broker; empty for neither
     * @param cleanup stops it
     * @param say hears what happens, one line each
     */
    public static LocalStack start(Ports ports, Optional<DbtVenv> dbt, Cleanup cleanup, Consumer<String> say) {
        String configuration = dbt.map(DbtVenv::configuration).orElse("");
        return start(ports, Home.folder().resolve("examples"), dbt, configuration, cleanup, say);
    }

    /**
     * The same with projects of another folder, and without a broker.
     *
     * @param configuration further lines of the worker's configuration
     */
    public static LocalStack start(
            Ports ports, Path projects, String configuration, Cleanup cleanup, Consumer<String> say) {
        return start(ports, projects, Optional.empty(), configuration, cleanup, say);
    }

    private static LocalStack start(
            Ports ports,
            Path projects,
            Optional<DbtVenv> dbt,
            String configuration,
            Cleanup cleanup,
            Consumer<String> say) {
        ports.requireFree(dbt.isPresent());
        LocalStack stack = new LocalStack(ports, projects, dbt, configuration, cleanup, say);
        // All of them take seconds to start and do not need each other.
        CompletableFuture<Void> sandbox = CompletableFuture.runAsync(stack::startSandbox);
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(() -> dbt.ifPresent(venv -> stack.startKafka()));
        stack.startTemporal();
        join(sandbox);
        join(kafka);
        stack.startWorker();
        return stack;
    }

    /** Where Temporal is. */
    public TemporalServer temporal() {
        return temporal;
    }

    /** The database that stands in for Materialize. */
    public Sandbox sandbox() {
        return new Sandbox("127.0.0.1", ports.sandbox());
    }

    /** Where the Kafka broker is, when there is one. */
    public String kafka() {
        return "127.0.0.1:" + ports.kafka();
    }

    /** The worker's metrics. */
    public String metrics() {
        return "http://127.0.0.1:" + ports.worker() + "/metrics";
    }

    /** The folder with every process's log; deleted at the end. */
    public Path folder() {
        return folder;
    }

    /** Completes with the first process that ends. */
    public synchronized CompletableFuture<ChildProcess> firstToEnd() {
        return CompletableFuture.anyOf(
                        processes.stream().map(ChildProcess::ended).toArray(CompletableFuture[]::new))
                .thenApply(ChildProcess.class::cast);
    }

    private void startSandbox() {
        ChildProcess process = launch(
                "sandbox", List.of("sandbox", "--port", String.valueOf(ports.sandbox())), TemporalEnvironment.none());
        Waiting.forProcess(process, TIME_TO_START, sandbox()::answers);
        say.accept("sandbox      postgres://materialize@127.0.0.1:" + ports.sandbox() + "/materialize");
    }

    private void startKafka() {
        ChildProcess process = launch(
                "kafka",
                List.of("kafka", "--port", String.valueOf(ports.kafka()), "--topic", DbtShop.ratings(projects)),
                TemporalEnvironment.none());
        Waiting.forProcess(process, TIME_TO_START, () -> process.hasSaid("ready"));
        say.accept("Kafka        " + kafka());
    }

    private void startTemporal() {
        Optional<TemporalCli> cli = TemporalCli.find();
        if (cli.isPresent()) {
            DevelopmentServer server =
                    DevelopmentServer.start(cli.get().file(), ports.temporal(), ports.webUi(), folder);
            cleanup.add(server);
            add(server.process());
            temporal = server;
            say.accept("Temporal     " + server.address() + ", Web UI "
                    + server.webUi().orElseThrow());
        } else {
            temporal = cleanup.add(InProcessServer.start(ports.temporal()));
            say.accept("Temporal     " + temporal.address()
                    + ", in this process: the real server could not be had, so there is no "
                    + "Web UI and no list (put temporal on the PATH, or set TEMPORAL_CLI_PATH)");
        }
    }

    private void startWorker() {
        Path config = write("cutover.yaml", """
                projects: "%s"
                workDirectory: "%s"
                http: {host: 127.0.0.1, port: %d}
                targets:
                  %s: {url: "127.0.0.1:%d/materialize", user: materialize}
                worker: {shutdownGrace: 5s}
                %s
                """.formatted(
                        projects, folder.resolve("work"), ports.worker(), TARGET, ports.sandbox(), configuration));
        Path temporalConfig = write(
                "temporal.toml",
                "[profile.default]\naddress = \"%s\"\nnamespace = \"default\"\n".formatted(temporal.address()));
        ChildProcess process = launch(
                "worker", List.of("worker", "--config", config.toString()), TemporalEnvironment.of(temporalConfig));
        HttpClient http = HttpClient.newHttpClient();
        URI ready = URI.create("http://127.0.0.1:" + ports.worker() + "/readyz");
        Waiting.forProcess(process, TIME_TO_START, () -> isReady(http, ready));
        say.accept("worker       target " + TARGET + ", metrics " + metrics());
    }

    // Through the launcher, which knows each program's libraries and options.
    private ChildProcess launch(String name, List<String> arguments, Map<String, String> environment) {
        List<String> command =
                new ArrayList<>(List.of("sh", Home.folder().resolve("cutover").toString()));
        command.addAll(arguments);
        Map<String, String> withoutBuild = new HashMap<>(environment);
        withoutBuild.put("CUTOVER_NO_BUILD", "1");
        ChildProcess process =
                cleanup.add(ChildProcess.start(name, command, withoutBuild, folder.resolve(name + ".log")));
        add(process);
        return process;
    }

    private synchronized void add(ChildProcess process) {
        processes.add(process);
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(HttpClient http, URI ready) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(3)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ExitCode.UNEXPECTED, "Interrupted while waiting for the worker.", e);
        }
    }

    private static void join(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw e;
        }
    }
}

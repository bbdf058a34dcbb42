package dev.cutover.faults.process;

import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.stack.Home;
import dev.cutover.starter.temporalserver.TemporalEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker with a proxy before each of its servers, which can be killed, frozen and started again. */
final class Worker implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofSeconds(400);
    private static final String READY = "Worker is ready";

    private final int number;
    private final Path folder;
    private final SqlProxy sql;
    private final TemporalProxy temporal;
    private final Path config;
    private ChildProcess process;
    private Path log;
    private int starts;

    Worker(int number, Path folder, int sandbox, String temporalAddress, int receiver, Gate gate, Cleanup cleanup) {
        this.number = number;
        this.folder = folder;
        try {
            this.sql = cleanup.add(new SqlProxy(number, sandbox, gate));
            this.temporal = cleanup.add(new TemporalProxy(number, temporalAddress, gate));
            Files.writeString(
                    folder.resolve("temporal-" + number + ".toml"),
                    "[profile.default]\naddress = \"" + temporal.address() + "\"\nnamespace = \"default\"\n");
            this.config = Files.writeString(folder.resolve("cutover-" + number + ".yaml"), """
                    projects: "%s"
                    workDirectory: "%s"
                    http: {host: 127.0.0.1, port: 0}
                    targets:
                      %s:
                        url: "127.0.0.1:%d/materialize"
                        user: materialize
                        policy: {soak: 1s, onFailedVerification: HOLD}
                      %s:
                        url: "127.0.0.1:%d/materialize"
                        user: materialize
                        policy: {soak: 1s, onFailedVerification: HOLD}
                        notifications: [{name: silent, template: SLACK, url: "http://127.0.0.1:%d/"}]
                    worker: {shutdownGrace: 2s}
                    """.formatted(
                            folder.resolve("projects"),
                            folder.resolve("work-" + number),
                            Model.TARGET,
                            sql.port(),
                            Model.TARGET_WITH_NOTICES,
                            sql.port(),
                            receiver));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cleanup.add(this);
    }

    int number() {
        return number;
    }

    SqlProxy sql() {
        return sql;
    }

    /** Starts its process, without waiting for it. */
    synchronized void start() {
        log = folder.resolve("worker-" + number + "-" + ++starts + ".log");
        Map<String, String> environment =
                new HashMap<>(TemporalEnvironment.of(folder.resolve("temporal-" + number + ".toml")));
        environment.put("CUTOVER_NO_BUILD", "1");
        environment.put("CUTOVER_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        process = ChildProcess.start(
                "worker " + number,
                List.of("sh", Home.folder().resolve("cutover").toString(), "worker", "--config", config.toString()),
                environment,
                log);
    }

    /** Waits until it takes work. */
    void awaitReady() {
        Waiting.forProcess(process, TIME_TO_START, this::ready);
    }

    private boolean ready() {
        try {
            return Files.exists(log) && Files.readString(log).contains(READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: no drain, no last heartbeat. */
    synchronized void kill() {
        if (process != null) {
            ProcessHandle.of(process.pid())
                    .ifPresent(guard -> guard.descendants().forEach(ProcessHandle::destroyForcibly));
        }
    }

    /** SIGSTOP or SIGCONT. */
    synchronized void signal(String name) {
        ProcessHandle.of(process.pid()).ifPresent(guard -> guard.descendants().forEach(child -> send(name, child)));
    }

    private static void send(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            kill();
            process.close();
        }
    }
}

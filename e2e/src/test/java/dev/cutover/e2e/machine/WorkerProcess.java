package dev.cutover.e2e.machine;

import dev.cutover.starter.processes.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A worker that can be killed. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofSeconds(90);
    private static final String MAIN = "dev.cutover.worker.WorkerMain";
    private static final String READY = "Worker is ready";

    private final ChildProcess process;
    private final Path log;

    private WorkerProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one and waits until it takes work.
     *
     * @param config its cutover.yaml
     * @param environment how it finds Temporal
     * @param log file for everything it prints
     */
    public static WorkerProcess start(Path config, Map<String, String> environment, Path log) {
        ChildProcess process = ChildProcess.start(
                "worker", Java.command("worker", MAIN, "256m", "--config", config.toString()), environment, log);
        WorkerProcess worker = new WorkerProcess(process, log);
        Await.until("the worker to be ready", TIME_TO_START, () -> {
            if (!process.isAlive()) {
                throw process.died();
            }
            return worker.printed().contains(READY);
        });
        return worker;
    }

    /** Everything that it has printed so far. */
    public String printed() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The programs that it runs, and what these run. */
    public List<ProcessHandle> below() {
        return worker().descendants().toList();
    }

    /** Ends it with SIGKILL, and nothing that it runs. */
    public void killAlone() {
        worker().destroyForcibly();
        Await.until("the worker to be dead", Duration.ofSeconds(10), () -> !process.isAlive());
    }

    /** The worker without the guard around it. */
    private ProcessHandle worker() {
        return ProcessHandle.of(process.pid())
                .orElseThrow()
                .descendants()
                .filter(candidate -> candidate
                        .info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(MAIN))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no worker runs below " + process.pid()));
    }

    /** Ends it with SIGKILL: no drain, no last heartbeat, no word to anybody. */
    public void kill() {
        ProcessHandle.of(process.pid()).ifPresent(guard -> guard.descendants().forEach(ProcessHandle::destroyForcibly));
        Await.until("the worker to be dead", Duration.ofSeconds(10), () -> !process.isAlive());
    }

    @Override
    public void close() {
        process.close();
    }
}

package dev.cutover.faults.process;

import dev.cutover.faults.results.ProcessLine;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.temporalserver.TemporalCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs with real processes, several lanes at a time. */
public final class Matrix {
    private final List<Planned> runs;
    private final Consumer<String> say;
    private final Consumer<ProcessLine> keep;

    /**
     * A run to make.
     *
     * @param seed says what goes wrong where
     * @param kind the kind of fault; null for one that the seed picks
     */
    public record Planned(long seed, FaultKind kind) {
        /** What its line is called among the results. */
        public String key() {
            return kind == null ? String.valueOf(seed) : seed + " " + kind.option();
        }

        /** Whether a line shows what this run would show; which fault a seed means changes when there are more kinds. */
        public boolean stands(ProcessLine line) {
            Fault fault = Walk.fault(seed, kind);
            return line.fault().equals(fault.kind().option())
                    && line.scenario().equals(fault.scenario().name());
        }
    }

    /**
     * Certain runs.
     *
     * @param say hears of each run, one line each
     * @param keep gets what each run has shown, on the thread of its lane
     */
    public Matrix(List<Planned> runs, Consumer<String> say, Consumer<ProcessLine> keep) {
        this.runs = List.copyOf(runs);
        this.say = say;
        this.keep = keep;
    }

    /** Makes the runs; returns when all have been made. */
    public void run(int lanes, Cleanup cleanup) {
        Path program = TemporalCli.find()
                .orElseThrow(() -> new Problem(
                        ExitCode.USAGE,
                        "The temporal program is missing: put it on the PATH, or set TEMPORAL_CLI_PATH."))
                .file();
        PostgresServer postgres = postgres(cleanup);
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> broken = new CopyOnWriteArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Thread thread = new Thread(() -> work(new Lane(program, postgres, cleanup), next), "lane-" + lane);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, error) -> broken.add(error));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Problem(ExitCode.UNEXPECTED, "Interrupted while faults were running.", e);
            }
        }
        if (!broken.isEmpty()) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "A lane broke, so that not all runs were made: " + broken.get(0),
                    broken.get(0));
        }
    }

    private static PostgresServer postgres(Cleanup cleanup) {
        try {
            return cleanup.add(PostgresServer.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(Lane lane, AtomicInteger next) {
        for (int index = next.getAndIncrement(); index < runs.size(); index = next.getAndIncrement()) {
            Planned planned = runs.get(index);
            Fault fault = Walk.fault(planned.seed(), planned.kind());
            ProcessLine line = new ProcessRun(lane, planned, index, fault).run();
            say.accept("seed " + planned.seed() + ": " + fault + (line.struck() ? "" : ", not reached") + " -> "
                    + line.endings() + " in " + line.seconds() + " s");
            line.wrong().forEach(finding -> say.accept("  WRONG " + finding));
            keep.accept(line);
        }
    }
}

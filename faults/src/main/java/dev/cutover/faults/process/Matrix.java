package dev.cutover.faults.process;

import dev.cutover.faults.Tally;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.temporalserver.TemporalCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Runs with real processes, several lanes at a time. */
public final class Matrix {
    private final List<Planned> runs;
    private final Consumer<String> say;
    private final List<Long> resumed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong reads = new AtomicLong();

    /**
     * A run to make.
     *
     * @param seed says what goes wrong where
     * @param kind the kind of fault; null for one that the seed picks
     */
    public record Planned(long seed, FaultKind kind) {}

    private Matrix(List<Planned> runs, Consumer<String> say) {
        this.runs = runs;
        this.say = say;
    }

    /** Certain runs, without a word. */
    public static Matrix of(List<Planned> runs) {
        return new Matrix(runs, line -> {});
    }

    /**
     * Runs with seeds in a row.
     *
     * @param only one kind of fault; null for all
     * @param say hears of each run, one line each
     */
    public static Matrix of(long first, int runs, FaultKind only, Consumer<String> say) {
        return new Matrix(
                LongStream.range(first, first + runs)
                        .mapToObj(seed -> new Planned(seed, only))
                        .toList(),
                say);
    }

    /** Makes the runs; returns when all have been made. */
    public void run(int lanes, Cleanup cleanup, Tally tally) {
        Path program = TemporalCli.find()
                .orElseThrow(() -> new Problem(
                        ExitCode.USAGE,
                        "The temporal program is missing: put it on the PATH, or set TEMPORAL_CLI_PATH."))
                .file();
        PostgresServer postgres = postgres(cleanup);
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Thread thread = new Thread(() -> work(new Lane(program, postgres, cleanup), next, tally), "lane-" + lane);
            thread.setDaemon(true);
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
    }

    private static PostgresServer postgres(Cleanup cleanup) {
        try {
            return cleanup.add(PostgresServer.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(Lane lane, AtomicInteger next, Tally tally) {
        for (int index = next.getAndIncrement(); index < runs.size(); index = next.getAndIncrement()) {
            long seed = runs.get(index).seed();
            Fault fault = Fault.of(seed, runs.get(index).kind());
            long started = System.nanoTime();
            ProcessRun.Result result = new ProcessRun(lane, seed, index, fault).run();
            if (result.resumedAfterMillis() >= 0) {
                resumed.add(result.resumedAfterMillis());
            }
            reads.addAndGet(result.reads());
            String kind = fault.kind().words() + (result.fired() ? "" : " (its place was never reached)");
            tally.add(result.endings(), Map.of(kind, 1), result.findings());
            say.accept("seed " + seed + ": " + fault + (result.fired() ? "" : ", not reached") + " -> "
                    + result.endings() + " in " + (System.nanoTime() - started) / 1_000_000_000 + " s");
            result.findings().forEach(finding -> say.accept("  WRONG " + finding));
        }
    }

    /** Lines about how long it took and how much was read. */
    public List<String> numbers() {
        List<Long> sorted = resumed.stream().sorted().toList();
        String seconds = sorted.isEmpty()
                ? "none was killed in an activity"
                : "median " + sorted.get(sorted.size() / 2) / 1000.0 + ", p99 "
                        + sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * 0.99))) / 1000.0
                        + " (n = " + sorted.size() + ")";
        return List.of(
                "| seconds until another worker goes on after a kill | " + seconds + " |",
                "| reads of production | " + reads.get() + " |");
    }
}

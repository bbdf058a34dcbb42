package dev.cutover.faults;

import dev.cutover.faults.process.FaultKind;
import dev.cutover.faults.process.Matrix;
import dev.cutover.faults.process.Matrix.Planned;
import dev.cutover.faults.results.BatchLine;
import dev.cutover.faults.results.CodeVersion;
import dev.cutover.faults.results.Results;
import dev.cutover.faults.simulation.SimulatedBatch;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.stack.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets deployments run into faults and counts what must never be seen. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Lets deployments run into faults, checks after each run what must be true of every run, keeps one line for each,",
            "and prints the counts over all lines as Markdown. Exits with 1 when a run of this command showed anything",
            "wrong. A seed makes the same run again, and its line takes the former one's place."
        })
public final class FaultsMain implements Callable<Integer> {
    /** Simulated runs that are one line of the results. */
    private static final int BATCH = 500;

    @Option(
            names = "--simulate",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Simulated runs, with skipped time and a Materialize of a few maps, instead of real processes.")
    private int simulate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The first run's seed (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Runs with real processes (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many stacks of processes run at a time (${DEFAULT-VALUE}).")
    private int lanes;

    @Option(names = "--fault", paramLabel = "NAME", description = "Only this kind of fault; --fault list names them.")
    private String fault;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many simulated runs at a time (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--missing",
            description = "Leave out runs that are among the results already, and whose seed still means the same.")
    private boolean missing;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where results are kept, one line per run (docs/faults beside the launcher).")
    private Path folder;

    @Option(names = "--report", description = "Run nothing; write the tables of all results into docs/faults.md.")
    private boolean report;

    /** Starts from the command line. */
    public static void main(String[] arguments) {
        // gRPC tells of every connection that was cut, which is what happens here all the time.
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new FaultsMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        if ("list".equals(fault)) {
            for (FaultKind kind : FaultKind.values()) {
                System.out.println(kind.option() + ": " + kind.words());
            }
            return 0;
        }
        Path docs = Home.folder().resolve("docs");
        Results results = new Results(folder == null ? docs.resolve("faults") : folder);
        if (report) {
            results.report(docs.resolve("faults.md"));
            return 0;
        }
        return simulate > 0 ? simulated(results) : withProcesses(results);
    }

    private int simulated(Results results) {
        String version = CodeVersion.of(Home.folder());
        int wrong = 0;
        for (long first = seed; first < seed + simulate; first += BATCH) {
            int here = (int) Math.min(BATCH, seed + simulate - first);
            if (missing
                    && results.simulated()
                            .line(String.valueOf(first))
                            .filter(line -> line.checked() != null)
                            .isPresent()) {
                continue;
            }
            long startedNanos = System.nanoTime();
            Tally tally = new Tally();
            SimulatedBatch.run(first, here, threads, tally);
            long seconds = Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds();
            tally.findings().forEach(System.err::println);
            System.err.println("seeds " + first + " to " + (first + here - 1) + ": "
                    + tally.findings().size() + " findings, " + tally.hanging().size() + " hanging in " + seconds
                    + " s");
            results.simulated()
                    .add(new BatchLine(
                            first,
                            here,
                            tally.checked(),
                            tally.hanging(),
                            tally.repeats(),
                            tally.endings(),
                            tally.faults(),
                            tally.findings(),
                            seconds,
                            version));
            wrong += tally.findings().size();
        }
        results.simulationTables().forEach(System.out::println);
        return wrong == 0 ? 0 : 1;
    }

    private int withProcesses(Results results) {
        FaultKind only = fault == null ? null : FaultKind.of(fault);
        List<Planned> planned = LongStream.range(seed, seed + runs)
                .mapToObj(each -> new Planned(each, only))
                .filter(each -> !missing
                        || results.processes()
                                .line(each.key())
                                .filter(each::stands)
                                .isEmpty())
                .toList();
        AtomicInteger wrong = new AtomicInteger();
        Matrix matrix = new Matrix(planned, System.err::println, line -> {
            results.processes().add(line);
            wrong.addAndGet(line.wrong().size());
        });
        try (Cleanup cleanup = Cleanup.atExit(System.err)) {
            matrix.run(Math.max(1, Math.min(lanes, planned.size())), cleanup);
        }
        results.processTables().forEach(System.out::println);
        return wrong.get() == 0 ? 0 : 1;
    }
}

package dev.cutover.faults;

import dev.cutover.faults.process.FaultKind;
import dev.cutover.faults.process.Matrix;
import dev.cutover.faults.simulation.Simulation;
import dev.cutover.starter.processes.Cleanup;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets deployments run into faults and counts what must never be seen. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Lets deployments run into faults, checks after each run what must be true of every run, and prints the counts",
            "as Markdown. Exits with 1 when anything wrong was seen. A seed makes the same run again."
        })
public final class FaultsMain implements Callable<Integer> {
    private static final int RUNS_PER_TEMPORAL = 250;
    private static final int MOST_REPEATS = 3;
    private static final List<Wrong> SIMULATED = List.of(
            Wrong.ENDING,
            Wrong.DOUBLE_SWAP,
            Wrong.LOST_UPDATE,
            Wrong.UNAPPROVED,
            Wrong.NOT_READY,
            Wrong.ORPHAN,
            Wrong.INEXACT_LIST);
    private static final List<Wrong> WITH_PROCESSES = List.of(
            Wrong.ENDING,
            Wrong.DOUBLE_SWAP,
            Wrong.LOST_UPDATE,
            Wrong.UNAPPROVED,
            Wrong.NOT_READY,
            Wrong.READS,
            Wrong.ORPHAN,
            Wrong.INEXACT_LIST,
            Wrong.HYDRATION);

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
        Tally tally = new Tally();
        return simulate > 0 ? simulated(tally) : withProcesses(tally);
    }

    private int simulated(Tally tally) {
        simulate(seed, simulate, tally);
        System.out.println("Simulated: the real workflow, models of the steps, skipped time. Seeds " + seed + " to "
                + (seed + simulate - 1) + ".\n");
        tally.table(SIMULATED, List.of()).forEach(System.out::println);
        return tally.findings().isEmpty() ? 0 : 1;
    }

    private int withProcesses(Tally tally) {
        Matrix matrix = Matrix.of(seed, runs, fault == null ? null : FaultKind.of(fault), System.err::println);
        try (Cleanup cleanup = Cleanup.atExit(System.err)) {
            matrix.run(Math.max(1, Math.min(lanes, runs)), cleanup, tally);
        }
        System.out.println("Real processes: Temporal's server, two workers, the sandbox. Seeds " + seed + " to "
                + (seed + runs - 1) + ".\n");
        tally.table(WITH_PROCESSES, matrix.numbers()).forEach(System.out::println);
        return tally.findings().isEmpty() ? 0 : 1;
    }

    /** Simulates runs one after the other; prints findings as they come. */
    static void simulate(long first, int runs, Tally tally) {
        int repeats = 0;
        int done = 0;
        while (done < runs) {
            try (Simulation simulation = new Simulation()) {
                boolean healthy = true;
                for (int here = 0; healthy && done < runs && here < RUNS_PER_TEMPORAL; here++) {
                    int before = tally.findings().size();
                    healthy = simulation.run(first + done, tally, repeats == MOST_REPEATS);
                    repeats = tally.runs() == done ? repeats + 1 : 0;
                    done = tally.runs();
                    tally.findings().stream().skip(before).forEach(System.err::println);
                }
            }
            System.err.println(done + " simulated runs, " + tally.findings().size() + " findings");
        }
    }
}

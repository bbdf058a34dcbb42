package dev.cutover.faults;

import dev.cutover.faults.simulation.Simulation;
import java.util.List;
import java.util.concurrent.Callable;
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

    /** Starts from the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultsMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        Tally tally = new Tally();
        simulate(seed, simulate, tally);
        System.out.println("Simulated: the real workflow, models of the steps, skipped time. Seeds " + seed + " to "
                + (seed + simulate - 1) + ".\n");
        tally.table(SIMULATED).forEach(System.out::println);
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

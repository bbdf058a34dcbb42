package dev.cutover.starter.commands;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.bench.Bench;
import dev.cutover.starter.processes.Cleanup;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures deployments. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures deployments on this machine, against the sandbox, and prints a Markdown table. Compares with"
                        + " psql. Exits with 1 when a target is missed. Uses free ports and leaves nothing behind.")
public final class BenchCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-n", "--runs"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Small deployments to promote (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--large-runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Large deployments to compare with psql (${DEFAULT-VALUE}).")
    private int largeRuns;

    @Option(
            names = "--objects",
            paramLabel = "N",
            defaultValue = "200",
            description = "Objects of a large deployment (${DEFAULT-VALUE}).")
    private int objects;

    @Option(
            names = "--hydration",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the long hydration takes (${DEFAULT-VALUE}).")
    private int hydration;

    @Option(
            names = "--dbt-runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Deployments of a dbt project (${DEFAULT-VALUE}).")
    private int dbtRuns;

    @Option(
            names = "--models",
            paramLabel = "N",
            defaultValue = "40",
            description = "Models of that project (${DEFAULT-VALUE}).")
    private int models;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Rows of a large relation (${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Measures only this part: deploy, promote, hydrate, dbt or rows; several with commas"
                    + " between them. All but rows, which needs some minutes and gigabytes, unless told otherwise.")
    private Set<Bench.Part> only = EnumSet.complementOf(EnumSet.of(Bench.Part.ROWS));

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Bench.Size size = new Bench.Size(
                Math.max(1, runs),
                Math.max(1, largeRuns),
                Math.max(10, objects),
                Math.max(1, dbtRuns),
                Math.max(2, models),
                Math.max(1_000, rows),
                Duration.ofSeconds(hydration));
        Cleanup cleanup = Cleanup.atExit(System.err);
        try {
            boolean met = new Bench(size, only, line -> System.err.println(line)).run(cleanup, context::print);
            return met ? ExitCode.OK : ExitCode.UNEXPECTED;
        } catch (RuntimeException e) {
            // After Ctrl-C everything fails because it is being stopped.
            if (cleanup.closing()) {
                cleanup.awaitClosed();
                return ExitCode.OK;
            }
            throw e;
        } finally {
            cleanup.close();
        }
    }
}

package dev.cutover.faults.defects;

import dev.cutover.starter.processes.Cleanup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seeds defects into deployments and counts those that the approver is told of. */
@Command(
        name = "defects",
        mixinStandardHelpOptions = true,
        description = {
            "Seeds defects into deployments, one each, and counts those that the evidence shows to the approver, and the",
            "alarms that do not follow from them. With --clean: deploys what production is already, while others write,",
            "and counts the alarms. Prints Markdown. Exits with 1 when a defect was missed or an alarm was false."
        })
public final class DefectsMain implements Callable<Integer> {
    @Option(names = "--clean", paramLabel = "N", defaultValue = "0", description = "Deployments without any defect.")
    private int clean;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only defects whose family or name holds this text.")
    private String only = "";

    @Option(
            names = "--writers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many write (${DEFAULT-VALUE}).")
    private int writers;

    /** Starts from the command line. */
    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new DefectsMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (Cleanup cleanup = Cleanup.atExit(System.err)) {
            Seeding seeding = Seeding.start(cleanup, System.err::println);
            Report report = clean > 0 ? clean(seeding) : seeded(seeding);
            report.lines().forEach(System.out::println);
            return report.right() ? 0 : 1;
        }
    }

    private Report seeded(Seeding seeding) {
        Report report = new Report();
        for (Map.Entry<String, List<Defect>> family : Defects.byFamily().entrySet()) {
            for (Defect defect : family.getValue()) {
                if ((family.getKey() + " " + defect.name()).contains(only)) {
                    report.add(family.getKey(), defect.name(), seeding.seed(defect), System.err::println);
                }
            }
        }
        return report;
    }

    private Report clean(Seeding seeding) {
        Report report = new Report();
        try (Writers writing = new Writers(seeding.sandbox(), writers, 1)) {
            for (int i = 1; i <= clean; i++) {
                report.add("clean", "deployment " + i, seeding.clean(), System.err::println);
            }
            System.err.println(writing.writes() + " rows were written meanwhile");
        }
        return report;
    }
}

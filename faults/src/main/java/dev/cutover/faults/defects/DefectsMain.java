package dev.cutover.faults.defects;

import dev.cutover.starter.processes.Cleanup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (clean == 0 && chosen().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No defect has " + only + " in its family or name. The families are "
                            + String.join(", ", Defects.byFamily().keySet()) + ".");
        }
        try (Cleanup cleanup = Cleanup.atExit(System.err)) {
            Seeding seeding = Seeding.start(cleanup, System.err::println);
            Report report = clean > 0 ? clean(seeding) : seeded(seeding);
            report.lines().forEach(System.out::println);
            return report.right() ? 0 : 1;
        }
    }

    private Report seeded(Seeding seeding) {
        Report report = new Report();
        chosen().forEach((family, defects) -> defects.forEach(
                defect -> report.add(family, defect.name(), seeding.seed(defect), System.err::println)));
        return report;
    }

    /** Those that were asked for, by family. */
    private Map<String, List<Defect>> chosen() {
        Map<String, List<Defect>> chosen = new LinkedHashMap<>();
        Defects.byFamily().forEach((family, defects) -> {
            List<Defect> fitting = defects.stream()
                    .filter(defect -> (family + " " + defect.name()).contains(only))
                    .toList();
            if (!fitting.isEmpty()) {
                chosen.put(family, fitting);
            }
        });
        return chosen;
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

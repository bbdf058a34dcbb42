package dev.cutover.worker;

import dev.cutover.worker.config.ConfigException;
import dev.cutover.worker.config.ConfigFile;
import dev.cutover.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one worker in the foreground until it gets SIGTERM or SIGINT. */
@Command(
        name = "cutover worker",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a worker in the foreground until SIGTERM or Ctrl-C.",
            "The connection to Temporal comes from TEMPORAL_* or temporal.toml, as for the temporal CLI."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:the configuration or an option is wrong",
            "3:Temporal refuses the worker",
            "143:drained after SIGTERM (130 after Ctrl-C)"
        })
public final class WorkerMain implements Callable<Integer> {
    private static final int WRONG_CONFIGURATION = 2;
    private static final int REFUSED_BY_TEMPORAL = 3;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "cutover.yaml",
            description = "Configuration of targets and limits (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Option(names = "--check", description = "Only check the configuration, then end.")
    private boolean check;

    private WorkerMain() {}

    /** Entry point. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WorkerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try {
            WorkerConfig read = ConfigFile.read(config, System.getenv());
            if (check) {
                System.out.println(config + " is in order. Targets: "
                        + String.join(", ", read.targets().keySet()));
                return 0;
            }
            new WorkerProcess(read, System.getenv()).run();
            return 0;
        } catch (ConfigException e) {
            System.err.println("cutover worker: " + e.getMessage() + ".");
            return WRONG_CONFIGURATION;
        } catch (TemporalRefusal e) {
            System.err.println("cutover worker: " + e.getMessage());
            return REFUSED_BY_TEMPORAL;
        }
    }
}

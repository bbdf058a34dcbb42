package dev.cutover.starter.commands;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Puts the commands together. Errors are words and an exit code, never a stack trace. */
@Command(
        name = "cutover",
        mixinStandardHelpOptions = true,
        description = "Blue/green deployments of Materialize as one durable Temporal workflow.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted; or the awaited ending is PROMOTED, NOTHING_TO_DO or PLANNED",
            "1:unexpected error",
            "2:wrong command line or configuration",
            "3:no connection to Temporal",
            "4:no such deployment",
            "5:the deployment refused the message, or one is running already",
            "6:no worker answered",
            "10:REVERTED",
            "11:REJECTED",
            "12:EXPIRED",
            "13:CANCELLED",
            "14:FAILED",
            "15:FAILED_DIRTY",
            "16:ended from outside (terminated)",
            "17:the janitor found something that is still there",
            "20:migrate would rewrite models",
            "21:migrate leaves something to be changed by hand"
        })
public final class Commands {
    private Commands() {}

    /**
     * The whole command line.
     *
     * @param errors where errors go
     */
    public static CommandLine of(Context context, PrintStream errors) {
        PrintWriter err = new PrintWriter(errors, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new Commands())
                .addSubcommand(new StartCommand(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new ApproveCommand(context))
                .addSubcommand(new RejectCommand(context))
                .addSubcommand(new RevertCommand(context))
                .addSubcommand(new FinishCommand(context))
                .addSubcommand(new CancelCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new PlanCommand(context))
                .addSubcommand(new EvidenceCommand(context))
                .addSubcommand(new AuditCommand(context))
                .addSubcommand(new ListCommand(context))
                .addSubcommand(new JanitorCommand(context))
                .addSubcommand(new MigrateCommand(context))
                .addSubcommand(new DevCommand(context))
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new BenchCommand(context));
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Problem problem) {
                err.println("cutover: " + problem.getMessage());
                return problem.exitCode();
            }
            err.println("cutover: unexpected: " + exception + ". Set CUTOVER_LOG_LEVEL=DEBUG to see more.");
            return ExitCode.UNEXPECTED;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().versionProvider(Commands::version);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(Commands::version));
        return line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(err);
    }

    private static String[] version() {
        String version = Commands.class.getPackage().getImplementationVersion();
        return new String[] {"cutover " + (version == null ? "from source" : version)};
    }
}

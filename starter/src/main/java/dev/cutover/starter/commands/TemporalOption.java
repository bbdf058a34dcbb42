package dev.cutover.starter.commands;

import dev.cutover.starter.Program;
import dev.cutover.starter.view.NextCommands;
import dev.cutover.workflows.status.Status;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose commands are shown as the next ones. */
final class TemporalOption {
    @Option(names = "--temporal", description = "Show the commands of the Temporal CLI as the next ones.")
    private boolean temporal;

    /** What may be typed next. */
    List<String> next(String workflowId, Status status) {
        return temporal ? status.next() : new NextCommands(Program.name(), workflowId).of(status);
    }
}

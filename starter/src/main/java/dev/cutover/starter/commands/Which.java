package dev.cutover.starter.commands;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which deployment a command speaks of. */
final class Which {
    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "The target; its deployment has the workflow id cutover-TARGET.")
    private String target;

    @Option(
            names = {"-w", "--workflow-id"},
            paramLabel = "ID",
            description = "The workflow id, when it is another one.")
    private String workflowId;

    /** The workflow id that is meant. */
    String id() {
        if (workflowId != null) {
            return workflowId;
        }
        if (target == null) {
            throw new Problem(
                    ExitCode.USAGE,
                    "Name the deployment: a TARGET, or --workflow-id ID. See: " + Program.name() + " list");
        }
        return ofTarget(target);
    }

    /** The id that {@code start} proposes for a target. */
    static String ofTarget(String target) {
        return "cutover-" + target;
    }
}

package dev.cutover.starter.view;

import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.Shell;
import java.util.ArrayList;
import java.util.List;

/** What may be typed next, in this program's own commands. The status itself has those of the Temporal CLI. */
public final class NextCommands {
    private static final int SHOWN = 12;

    /** What decisions begin with that must be signed: only this program can. */
    private static final String OWN = "cutover ";

    private final String program;
    private final String deployment;

    /**
     * Commands for one deployment.
     *
     * @param program this program as it was called
     * @param workflowId the deployment's workflow id
     */
    public NextCommands(String program, String workflowId) {
        this.program = program;
        this.deployment = named(workflowId);
    }

    /** The commands for where the deployment is, the one to prefer first. */
    public List<String> of(Status status) {
        return switch (status.phase()) {
            case PLANNING, QUEUED, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, PROMOTING ->
                List.of(command("watch", ""), command("cancel", ""));
            case AWAITING_DECISION -> decisions(status);
            case VERIFYING, HOLDING -> List.of(command("revert", " --reason 'why'"), command("finish", ""));
            case REVERTING, CLEANING_UP, COMPENSATING -> List.of(command("watch", ""));
            case DONE -> List.of(result());
        };
    }

    /** Whether a person is expected to do something. */
    public static boolean isTurnOfAPerson(Status status) {
        return status.phase() == Phase.AWAITING_DECISION || status.phase() == Phase.HOLDING;
    }

    /** Shows the whole evidence. */
    public String evidence() {
        return command("status", " --evidence");
    }

    /** Shows the whole ending. */
    private String result() {
        return command("watch", "");
    }

    private List<String> decisions(Status status) {
        String plan = " --plan " + shown(status.planHash());
        // Pasted later, an approval must not count for evidence that nobody has read (P4).
        String evidence = status.evidenceDigest() == null ? "" : " --evidence " + shown(status.evidenceDigest());
        List<String> signed = status.next().stream()
                .filter(command -> command.startsWith(OWN))
                .map(command -> program + command.substring(OWN.length() - 1))
                .toList();
        if (!signed.isEmpty()) {
            List<String> commands = new ArrayList<>(List.of(evidence()));
            commands.addAll(signed);
            commands.add(command("cancel", ""));
            return commands;
        }
        return List.of(
                evidence(),
                command("approve", plan + evidence),
                command("reject", plan + " --reason 'why'"),
                command("cancel", ""));
    }

    private static String shown(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    private String command(String name, String options) {
        return program + " " + name + " " + deployment + options;
    }

    private static String named(String workflowId) {
        String proposed = "cutover-";
        boolean ofTarget = workflowId.matches(proposed + "[a-z0-9][a-z0-9-]*");
        return ofTarget ? workflowId.substring(proposed.length()) : "--workflow-id " + Shell.word(workflowId);
    }
}

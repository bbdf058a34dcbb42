package dev.cutover.workflows.display;

import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.text.Shell;
import java.util.List;

/** The commands that make sense in a phase, complete, to be pasted into a POSIX shell. */
public final class Commands {
    /** Ends one quoted part, adds the user's name and goes on quoting. */
    private static final String USER = "'\"$(id -un)\"'";

    private static final String SIGN = " --sign-with your-key.pem";
    private static final int SHOWN = 12;

    private final String workflow;

    /** Commands for one workflow. */
    public Commands(String workflowId) {
        this.workflow = " --workflow-id " + Shell.word(workflowId);
    }

    /** The commands for a phase but for a decision that is awaited, the one to prefer first. */
    public List<String> in(Phase phase) {
        return switch (phase) {
            case PLANNING, QUEUED, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION, PROMOTING ->
                List.of(query("status"), cancel());
            case VERIFYING, HOLDING ->
                List.of(
                        update("undo", "{\"by\":\"" + USER + "\",\"reason\":\"why\"}"),
                        signal("revert", ",\"reason\":\"why\""),
                        signal("finish", ""));
            case REVERTING, CLEANING_UP, COMPENSATING -> List.of(query("status"));
            case DONE -> List.of(result());
        };
    }

    /**
     * The commands for a decision. An approval names the evidence that it was printed beside, so that it never counts for evidence
     * that nobody has read (P4).
     *
     * @param evidenceDigest digest of the present evidence
     */
    public List<String> toDecide(String shortPlanHash, String evidenceDigest) {
        String plan = ",\"planHash\":\"" + shortPlanHash + "\"";
        String approval = plan + ",\"evidenceDigest\":\"" + shown(evidenceDigest) + "\"";
        String rejection = plan + ",\"reason\":\"why\"";
        return List.of(
                query("evidence"),
                decide("APPROVE", approval),
                decide("REJECT", rejection),
                signal("approve", approval),
                signal("reject", rejection),
                cancel());
    }

    /**
     * The commands for a decision that must be signed. Only Cutover's own command line makes a signature; the key's file stays
     * with the person who decides.
     *
     * @param evidenceDigest digest of the present evidence
     */
    public List<String> toSign(String shortPlanHash, String evidenceDigest) {
        String plan = " --plan " + shortPlanHash + " --evidence " + shown(evidenceDigest);
        String by = workflow + " --by \"$(id -un)\"";
        return List.of(
                query("evidence"),
                "cutover approve" + by + plan + SIGN,
                "cutover reject" + by + plan + " --reason 'why'" + SIGN,
                cancel());
    }

    /** Asks how the deployment is. */
    public String query(String name) {
        return "temporal workflow query" + workflow + " --name " + name;
    }

    /** Prints how the deployment ended, wholly. */
    public String result() {
        return "temporal workflow result" + workflow;
    }

    /** Prints the same for a run that was cancelled, which can leave its outcome in its memo only. */
    public String describe() {
        return "temporal workflow describe" + workflow;
    }

    /** Stops the deployment: compensates before the swap, reverts after it. */
    public String cancel() {
        return "temporal workflow cancel" + workflow;
    }

    private String decide(String decision, String more) {
        return update("decide", "{\"decision\":\"" + decision + "\",\"by\":\"" + USER + "\"" + more + "}");
    }

    private static String shown(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }

    private String update(String name, String input) {
        return "temporal workflow update execute" + workflow + " --name " + name + " --input '" + input + "'";
    }

    private String signal(String name, String more) {
        return "temporal workflow signal" + workflow + " --name " + name + " --input '{\"by\":\"" + USER + "\"" + more
                + "}'";
    }
}

package dev.cutover.workflows.audit;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.request.DeploymentRequest;
import java.util.List;

/**
 * How one deployment came about, from its request to its end. The workflow answers it from its history alone, so that it can
 * be rebuilt at any time and is the same each time.
 *
 * @param format version of this document's shape
 * @param workflowId the workflow's id
 * @param deployment the deployment's id
 * @param request what was asked for, with its defaults; null when it could not be understood
 * @param planHash hash of the plan; null when there was none
 * @param evidenceDigest digest of the last evidence; null when there was none
 * @param policy the rules by which the decisions were judged last
 * @param decisions every decision that counted, those that became void included, each with its proof
 * @param phases when each phase began
 * @param happenings what else changed, with its time
 * @param ignored the last messages that changed nothing, with the reason
 * @param outcome how it ended; null while it runs
 * @param reason why it ended so; null while it runs
 * @param production what is safe to assume about production, in one sentence
 */
public record Audit(
        String format,
        String workflowId,
        String deployment,
        DeploymentRequest request,
        String planHash,
        String evidenceDigest,
        Policy policy,
        List<Decision> decisions,
        List<PhaseTime> phases,
        List<Happening> happenings,
        List<String> ignored,
        Ending outcome,
        String reason,
        String production) {
    /** The shape of this version. */
    public static final String FORMAT = "cutover-audit/1";
}

package dev.cutover.workflows.status;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.notice.Undelivered;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.sinks.SinkBehind;
import java.time.Instant;
import java.util.List;

/**
 * The answer to the query {@code status}: which phase, why it waits, what may be typed next.
 *
 * @param deployment the deployment's id
 * @param target name of the environment
 * @param phase where it is
 * @param outcome how it ended; null while it runs
 * @param reason why it ended so, in the words of the result; null while it runs
 * @param planHash hash of the plan; null before planning has ended
 * @param evidenceDigest digest of the present evidence, which an approval names; null before there is any
 * @param waitingFor what it waits for, in one sentence; null when it has ended
 * @param deadline when that wait ends by itself; null when it has none of its own
 * @param ahead deployments that come first while it is QUEUED, in order; the next one is this deployment
 * @param next commands to paste, complete
 * @param production what is safe to assume about production, in one sentence
 * @param building how far green is built, as last reported; null but in the phase DEPLOYING
 * @param readiness the last recorded reading; null before the first, and when it has ended
 * @param sinksBehind sinks that do not follow the swap yet
 * @param decisions decisions that counted
 * @param ignored messages that changed nothing, each with the reason; the last 20
 * @param phases when each phase began
 * @param undelivered what receivers of notices do not take; a deployment never waits for them
 */
public record Status(
        String deployment,
        String target,
        Phase phase,
        Ending outcome,
        String reason,
        String planHash,
        String evidenceDigest,
        String waitingFor,
        Instant deadline,
        List<Ahead> ahead,
        List<String> next,
        String production,
        Building building,
        Readiness readiness,
        List<SinkBehind> sinksBehind,
        List<Decision> decisions,
        List<String> ignored,
        List<PhaseTime> phases,
        List<Undelivered> undelivered) {}

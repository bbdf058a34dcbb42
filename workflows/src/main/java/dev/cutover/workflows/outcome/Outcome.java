package dev.cutover.workflows.outcome;

import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.sinks.SinkBehind;
import java.util.List;

/**
 * How a deployment ended: the workflow's result, or the details of its failure.
 *
 * @param outcome the ending
 * @param deployment the deployment's id
 * @param target name of the environment; null when the request named none
 * @param planHash hash of the plan; null when it ended before there was one
 * @param reason why it ended so, in whole sentences
 * @param production what is safe to assume about production, in one sentence
 * @param kept retired objects that strangers still read, with the statements that would move them (P6)
 * @param sinksBehind sinks that still read the side that lost, each with the statement that moves it
 * @param left what could not be removed, with the statements that remove it; only when FAILED_DIRTY
 * @param phases how long each phase took
 */
public record Outcome(
        Ending outcome,
        String deployment,
        String target,
        String planHash,
        String reason,
        String production,
        List<Remaining> kept,
        List<SinkBehind> sinksBehind,
        List<Remaining> left,
        List<PhaseTime> phases) {
    /** Lists are empty where there is nothing to list, never null. */
    public Outcome {
        kept = kept == null ? List.of() : List.copyOf(kept);
        sinksBehind = sinksBehind == null ? List.of() : List.copyOf(sinksBehind);
        left = left == null ? List.of() : List.copyOf(left);
        phases = phases == null ? List.of() : List.copyOf(phases);
    }
}

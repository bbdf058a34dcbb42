package dev.cutover.workflows.deployment;

import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import dev.cutover.workflows.request.OnConflict;
import dev.cutover.workflows.text.DurationText;
import java.util.List;

/**
 * Lets deployments of the same schemas or clusters go one after the other where the request says so. Nothing is created before
 * the turn has come, and the plan is made anew then.
 */
final class Queue {
    private final Deployment deployment;
    private final Progress progress;
    private boolean takenInVain;

    Queue(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /**
     * Claims what the plan takes, after waiting for those who come first.
     *
     * @return whether the plan has to be made again, because it is of a time before the turn
     */
    boolean outdates(Planning planning) {
        if (progress.request.dryRun() || planning instanceof Planning.Repeated) {
            return false;
        }
        if (progress.request.onConflict() == OnConflict.REFUSE) {
            if (planning instanceof Planning.Planned) {
                claim(planning, false);
            }
            return false;
        }
        if (waited(planning)) {
            return true;
        }
        if (planning instanceof Planning.Taken taken) {
            // Whoever had green's names may have ended after the plan was made; who has them still has no living owner.
            if (takenInVain) {
                throw new Ends(Ending.FAILED, taken.reason());
            }
            takenInVain = true;
            return true;
        }
        progress.queueBy = null;
        claim(planning, false);
        return false;
    }

    private boolean waited(Planning planning) {
        if (progress.queueBy == null) {
            progress.queueBy = progress.now().plus(progress.request.queueTimeout());
        }
        boolean waited = false;
        try (Deadline deadline = Deadline.at(progress.queueBy, "its turn must have come")) {
            List<Ahead> known = null;
            do {
                claim(planning, true);
                known = next(deadline, known);
                progress.ahead = known;
                if (!known.isEmpty()) {
                    waited = true;
                    deployment.reporter().enter(Phase.QUEUED, progress.queueBy);
                    deployment.relay().passOnIfDue();
                }
            } while (!known.isEmpty());
        }
        return waited;
    }

    private List<Ahead> next(Deadline deadline, List<Ahead> known) {
        QueueInput input =
                new QueueInput(progress.target, progress.deployment, progress.workflowId, progress.claim, known);
        return Poll.until(deadline::isOver, deployment.steps().queueing()::awaitTurn, input)
                .map(Turn::ahead)
                .orElseThrow(() -> tooLate(known));
    }

    private void claim(Planning planning, boolean waiting) {
        if (progress.joined == null) {
            progress.joined = progress.now();
        }
        List<String> behind = progress.ahead.stream().map(Ahead::workflowId).toList();
        deployment.reporter().claim(new Claim(planning.takes(), progress.joined, waiting, behind));
    }

    private Ends tooLate(List<Ahead> known) {
        String state = known == null || known.isEmpty()
                ? " Who came first could not be found out; is a worker running that can reach the target?"
                : " It waited for " + known.get(0).words() + ".";
        return new Ends(
                Ending.FAILED,
                "Its turn did not come within " + DurationText.of(progress.request.queueTimeout()) + "." + state
                        + " Start again with a longer queueTimeout.");
    }
}

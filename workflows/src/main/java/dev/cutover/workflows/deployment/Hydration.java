package dev.cutover.workflows.deployment;

import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Reason;
import dev.cutover.workflows.readiness.ReadinessInput;
import dev.cutover.workflows.text.Amount;
import dev.cutover.workflows.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Waits until green is ready. Polling happens inside an activity; it reports a change after ten seconds, and each time
 * after twice as long, so that seven days of hydration are seventeen reports and not a thousand. Its heartbeats, which
 * {@code temporal workflow describe} shows, always carry the latest reading. A verdict of FAILING goes on waiting, because somebody
 * may give the cluster a bigger replica; only what is gone does not come back, and ends the deployment at the second report.
 */
final class Hydration {
    private static final Duration FIRST_QUIET = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 16;

    private static final Set<Reason> GONE = Set.of(Reason.OBJECT_MISSING, Reason.CLUSTER_MISSING);

    private final Deployment deployment;
    private final Progress progress;

    Hydration(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /** Returns when green is ready; ends the story when the deadline comes first. */
    void await() {
        if (progress.ready) {
            return;
        }
        if (progress.hydrateBy == null) {
            progress.hydrateBy = progress.now().plus(progress.request.hydrationTimeout());
        }
        Instant until = progress.decideBy == null ? progress.hydrateBy : progress.decideBy;
        deployment.reporter().enter(Phase.HYDRATING, until);
        String summary = progress.decideBy == null ? "green must be ready" : "the approval expires";
        try (Deadline deadline = Deadline.at(until, summary)) {
            while (!progress.ready) {
                Readiness former = progress.readiness;
                record(nextReading(deadline, former, quiet()));
                if (gone(progress.readiness)) {
                    endIfStillGone(former, deadline);
                }
                if (!progress.ready) {
                    deployment.relay().passOnIfDue();
                }
            }
        }
    }

    private void record(Readiness readiness) {
        progress.readiness = readiness;
        progress.readings++;
        progress.trend = progress.trend.with(readiness);
        progress.ready = readiness.ready();
        deployment.reporter().show();
    }

    private Duration quiet() {
        return FIRST_QUIET.multipliedBy(1L << Math.min(progress.readings, MOST_DOUBLINGS));
    }

    /** Reads once more without a former reading to compare with, since an unchanged one would not be reported. */
    private void endIfStillGone(Readiness former, Deadline deadline) {
        if (former == null || !gone(former)) {
            record(nextReading(deadline, null, FIRST_QUIET));
        }
        if (gone(progress.readiness)) {
            throw new Ends(
                    Ending.FAILED,
                    "Something of green is gone and waiting does not bring it back" + firstBlocker()
                            + " Start again, and find out who dropped it.");
        }
    }

    private static boolean gone(Readiness readiness) {
        return readiness.blockers().stream().anyMatch(blocker -> GONE.contains(blocker.reason()));
    }

    private Readiness nextReading(Deadline deadline, Readiness last, Duration quietFor) {
        ReadinessInput input = new ReadinessInput(progress.plan, progress.inventory, last, quietFor);
        return Poll.until(deadline::isOver, deployment.steps().readiness()::awaitReadiness, input)
                .orElseThrow(this::tooLate);
    }

    private Ends tooLate() {
        String state = progress.readiness == null
                ? "No reading of green was recorded; is a worker running that can reach the target?"
                : "The last recorded reading was " + progress.readiness.verdict() + ", waiting for "
                        + Amount.of(progress.readiness.blocked(), "object") + firstBlocker();
        if (progress.decideBy != null) {
            return new Ends(Ending.EXPIRED, "The approval expired while green was not ready. " + state);
        }
        return new Ends(
                Ending.FAILED,
                "Green was not ready within " + DurationText.of(progress.request.hydrationTimeout()) + ". " + state
                        + " Start again with a longer hydrationTimeout, or with larger clusters.");
    }

    private String firstBlocker() {
        if (progress.readiness.blockers().isEmpty()) {
            return ".";
        }
        Readiness.Blocker first = progress.readiness.blockers().get(0);
        return ", first " + first.object() + ": " + first.reason() + ", " + first.detail() + ".";
    }
}

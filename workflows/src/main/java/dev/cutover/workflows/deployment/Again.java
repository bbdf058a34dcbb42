package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.request.OnConflict;
import io.temporal.failure.CanceledFailure;

/** Lets a deployment whose plan was overtaken begin again, where the request says so. */
final class Again {
    private final Deployment deployment;
    private final Progress progress;

    Again(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /**
     * Begins again in a new run, with a new deployment id: nothing that a frozen worker still does for the former plan finds
     * what is made for the next one. Its place in the queue it keeps. Ends as given when it was not overtaken, or has left
     * something behind.
     */
    Ended orEnd(Ends ends, Ended ended) {
        boolean queues = progress.request != null && progress.request.onConflict() == OnConflict.QUEUE;
        if (!ends.overtaken() || !queues || ended.ending() != Ending.FAILED) {
            return ended;
        }
        progress.happened(Happening.Kind.OVERTAKEN, ends.reason());
        deployment.conversation().voidDecision();
        deployment.conversation().refreshBegins();
        progress.beginAgain();
        try {
            deployment.relay().passOn();
        } catch (CanceledFailure cancelled) {
            return Ended.clean(
                    Ending.CANCELLED,
                    ended.reason() + " Then the deployment was cancelled before it was planned again.");
        }
        return ended;
    }
}

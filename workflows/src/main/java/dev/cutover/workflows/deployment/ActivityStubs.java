package dev.cutover.workflows.deployment;

import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.activities.PlanningActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.QueueActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.activities.VerificationActivities;
import dev.cutover.workflows.cleanup.Side;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** The steps as the story calls them, each with its policy. */
final class ActivityStubs {
    PlanningActivities planning() {
        return stub(PlanningActivities.class, Step.PLAN);
    }

    QueueActivities queueing() {
        return stub(QueueActivities.class, Step.QUEUE);
    }

    CloneActivities cloning() {
        return stub(CloneActivities.class, Step.CLONE);
    }

    DeployActivities deploying() {
        return stub(DeployActivities.class, Step.DEPLOY);
    }

    ReadinessActivities readiness() {
        return stub(ReadinessActivities.class, Step.READINESS);
    }

    EvidenceActivities evidence() {
        return stub(EvidenceActivities.class, Step.EVIDENCE);
    }

    EvidenceActivities evidenceAgain() {
        return stub(EvidenceActivities.class, Step.EVIDENCE_AGAIN);
    }

    /** The swap, for as long as the approval lives and a little longer, so that the activity itself can say that it is late. */
    PromotionActivities promoting(Duration limit) {
        return stub(PromotionActivities.class, Step.PROMOTE, Step.PROMOTE.summary(), limit);
    }

    VerificationActivities verifying(Duration limit) {
        return stub(VerificationActivities.class, Step.VERIFY, Step.VERIFY.summary(), limit);
    }

    PromotionActivities burning() {
        return stub(PromotionActivities.class, Step.BURN);
    }

    PromotionActivities reverting(Duration limit) {
        return stub(PromotionActivities.class, Step.REVERT, Step.REVERT.summary(), limit);
    }

    SinkActivities sinks(Duration limit) {
        return stub(SinkActivities.class, Step.SINKS, Step.SINKS.summary(), limit);
    }

    JanitorActivities sweeping() {
        return stub(JanitorActivities.class, Step.SWEEP);
    }

    CleanupActivities dropping(Side side) {
        String summary = "drop " + side.name().toLowerCase(Locale.ROOT);
        return stub(CleanupActivities.class, Step.DROP, summary, Step.DROP.total());
    }

    private static <T> T stub(Class<T> activities, Step step) {
        return stub(activities, step, step.summary(), step.total());
    }

    private static <T> T stub(Class<T> activities, Step step, String summary, Duration limit) {
        return Workflow.newActivityStub(activities, ActivityPolicies.of(step, summary, limit));
    }
}

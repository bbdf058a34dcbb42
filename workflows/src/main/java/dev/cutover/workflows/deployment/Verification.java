package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.conversation.Order;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.text.DurationText;
import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at the new version in production for as long as the policy says, before sinks follow and the hold goes on. What does
 * not hold is swapped back or kept for a person to decide, as the policy says. What nobody could look at is kept for a person in any
 * case: an outage is no reason to take back what may be well.
 */
final class Verification {
    /** How much longer than the soak the activity may take, for a database that cannot be reached for a while. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** How long old production is kept for a person after a failed verification: as long as a hold may last at most. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final String ORDERED_BY = "the failed verification";

    private final Deployment deployment;
    private final Progress progress;

    Verification(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /**
     * Verifies, unless that was done or the policy does not say so; an order ends it.
     *
     * @return the order to swap back, when it failed and the policy says so
     */
    Optional<Order> perform(Supplier<Boolean> ordered) {
        if (progress.policy.verification() == null || progress.verification != null) {
            return Optional.empty();
        }
        Instant until = progress.now().plus(progress.policy.verification().soak());
        deployment.reporter().enter(Phase.VERIFYING, until.plus(GRACE));
        Optional<VerificationReport> report = report(until, ordered);
        if (report.isEmpty()) {
            return Optional.empty();
        }
        progress.verification = report.get();
        progress.happened(Happening.Kind.VERIFIED, sentence(progress));
        return report.get().passed() ? Optional.empty() : failed(report.get());
    }

    /** What it found, in one sentence; empty when there was none. */
    static String sentence(Progress progress) {
        if (progress.verification == null) {
            return "";
        }
        return progress.verification.passed()
                ? "Checks and readiness held in production for "
                        + DurationText.of(progress.policy.verification().soak()) + "." + overridden(progress)
                        + subscriptions(progress)
                : (progress.verification.isUnable()
                                ? "The verification in production could not be carried out: "
                                : "The verification in production failed: ")
                        + progress.verification.problem()
                        + (progress.verification.isUnable()
                                ? " Nothing is known to be wrong. Look for yourself, then order finish or revert."
                                : "")
                        + overridden(progress)
                        + subscriptions(progress);
    }

    /** Whether old production is kept for a person, because something did not hold or nobody could look. */
    static boolean keepsForAPerson(Progress progress) {
        return progress.verification != null && !progress.verification.passed();
    }

    /** Whether a revert was ordered by a verification and not by a person. */
    static boolean ordered(Order order) {
        return order.by().equals(ORDERED_BY);
    }

    private Optional<Order> failed(VerificationReport report) {
        // Also when it is to be swapped back: whoever clears up after a swap back that was broken off must not drop
        // what it needs.
        progress.holdUntil = progress.now().plus(KEPT);
        if (!report.isUnable() && progress.policy.verification().onFailure() == OnFailure.REVERT) {
            deployment.notices().tell(NoticeKind.VERIFICATION_FAILED);
            return Optional.of(new Order(true, ORDERED_BY, report.problem(), progress.now()));
        }
        deployment.notices().tell(NoticeKind.VERIFICATION_FAILED);
        return Optional.empty();
    }

    /** A check that people have overridden goes on failing in production, by what they decided. */
    private static String overridden(Progress progress) {
        List<CheckResult> overridden = progress.verification.overriddenChecks();
        return overridden.isEmpty()
                ? ""
                : " Not counted, since the approval overrides it: "
                        + overridden.stream().map(CheckResult::complaint).collect(Collectors.joining("; ")) + ".";
    }

    private static String subscriptions(Progress progress) {
        int count = progress.verification.subscriptions();
        return count == 0
                ? ""
                : " " + count + (count == 1 ? " running SUBSCRIBE reads" : " running SUBSCRIBEs read")
                        + " the old version, and will break when it is dropped.";
    }

    private Optional<VerificationReport> report(Instant until, Supplier<Boolean> ordered) {
        VerificationInput input = new VerificationInput(progress.plan, progress.inventory, until, overrides());
        Duration limit = Duration.between(progress.now(), until).plus(GRACE);
        Looking looking = new Looking();
        CancellationScope scope = Workflow.newCancellationScope(
                () -> looking.report = Async.function(deployment.steps().verifying(limit)::verify, input));
        scope.run();
        try {
            Workflow.await(() -> looking.report.isCompleted() || ordered.get());
        } finally {
            if (!looking.report.isCompleted()) {
                scope.cancel();
                Workflow.newDetachedCancellationScope(() -> Workflow.await(looking.report::isCompleted))
                        .run();
            }
        }
        return ordered.get() ? Optional.empty() : Optional.of(result(looking.report));
    }

    /** The checks that those who approved what was swapped have overridden. */
    private List<String> overrides() {
        return deployment.conversation().approvals().stream()
                .flatMap(approval -> approval.overrides().stream())
                .distinct()
                .toList();
    }

    private VerificationReport result(Promise<VerificationReport> report) {
        try {
            return report.get();
        } catch (TemporalFailure | DataConverterException e) {
            if (Failures.isCancellation(e)) {
                throw new CanceledFailure("The deployment was cancelled in the verification.");
            }
            return VerificationReport.unable(Failures.explain(e), progress.now());
        }
    }

    /** A place for a promise that is made inside a scope. */
    private static final class Looking {
        private Promise<VerificationReport> report;
    }
}

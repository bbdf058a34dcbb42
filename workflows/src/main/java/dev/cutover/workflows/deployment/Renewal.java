package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.evidence.FactLines;
import dev.cutover.workflows.evidence.Findings;
import dev.cutover.workflows.notice.NoticeKind;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Collects the evidence again while people are awaited: when its time has come, and when somebody asks. What means the same to an
 * approver leaves approvals alone, whatever the rows do; what became worse voids those that were given for something better (P4).
 */
final class Renewal {
    private final Deployment deployment;
    private final Progress progress;

    /** Whether this run has looked: what a former run has handed over lacks its details until then. */
    private boolean looked;

    Renewal(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
    }

    /** Waits until the condition holds, the deadline is over, or a new run should take over. A decision never waits for evidence. */
    void await(Deadline deadline, Supplier<Boolean> condition) {
        Supplier<Boolean> over =
                () -> condition.get() || deadline.isOver() || deployment.relay().due();
        while (!over.get()) {
            rest(over);
            if (!over.get()) {
                collect(over);
            }
        }
    }

    /** Whether the evidence is older than the policy lets it get, or lacks what a former run could not hand over. */
    boolean isDue() {
        Duration every = progress.policy.refreshEvery();
        return !every.isZero() && !progress.now().isBefore(due(every));
    }

    /** Collects it once, unless the deadline comes first or a new run should take over. */
    void once(Deadline deadline) {
        collect(() -> deadline.isOver() || deployment.relay().due());
    }

    /** What is to be known about the evidence of a deployment that waits for people, in whole sentences after a blank. */
    static String sentences(Progress progress) {
        if (progress.fresh.at() == null) {
            return "";
        }
        return (progress.renewing
                        ? " The evidence is being collected again."
                        : (progress.fresh.trouble() == null
                                        ? " The evidence was collected at "
                                        : " Collecting the evidence again was last tried at ")
                                + progress.fresh.at() + ".")
                + (progress.fresh.since() == null
                        ? ""
                        : " It has become worse since it was first shown: "
                                + Findings.named(progress.seen.worseSince(progress.fresh.since())) + ".")
                + (progress.fresh.trouble() == null || progress.evidence.wasRefused(progress.fresh.trouble())
                        ? ""
                        : " That did not succeed, and what there is stands: " + progress.fresh.trouble());
    }

    private void rest(Supplier<Boolean> over) {
        Supplier<Boolean> wanted = () -> over.get() || deployment.conversation().refreshWanted();
        Duration every = progress.policy.refreshEvery();
        if (every.isZero()) {
            Workflow.await(wanted);
            return;
        }
        try (Deadline next = Deadline.at(due(every), "evidence is collected again")) {
            next.await(wanted);
        }
    }

    private Instant due(Duration every) {
        return lacksDetails() ? progress.now() : progress.fresh.due(every);
    }

    private boolean lacksDetails() {
        return !looked && progress.evidence.lacksDetails();
    }

    private void collect(Supplier<Boolean> over) {
        boolean wished = deployment.conversation().refreshWanted();
        boolean asked = wished || lacksDetails();
        looked = true;
        deployment.conversation().refreshBegins();
        progress.renewing = true;
        deployment.reporter().show();
        try {
            // What was not finished when people decided is of no use any more.
            Optional<Evidence> found = Poll.until(
                    over,
                    deployment.steps().evidenceAgain()::collect,
                    new EvidenceInput(progress.plan, progress.inventory));
            found.ifPresent(evidence -> take(evidence, asked, null));
            if (found.isEmpty() && wished) {
                deployment.conversation().refreshNotDone();
            }
        } catch (TemporalFailure | DataConverterException failure) {
            if (Failures.isCancellation(failure)) {
                throw failure;
            }
            if (Failures.isFinding(failure)) {
                refused(Failures.explain(failure), asked);
            } else {
                notLooked(Failures.explain(failure), asked);
            }
        } finally {
            progress.renewing = false;
        }
        deployment.reporter().show();
    }

    /** Not to have looked is no finding: what people have seen stands, and it is tried again. */
    private void notLooked(String why, boolean asked) {
        boolean known = progress.fresh.trouble() != null;
        progress.fresh = progress.fresh.again(progress.now(), asked, progress.fresh.since(), why);
        if (!known && deployment.conversation().decision().isEmpty()) {
            deployment.notices().tell(NoticeKind.AWAITING_APPROVAL);
        }
    }

    /** What was approved may hold no more, and nobody can look (P4). The same refusal again is nothing new. */
    private void refused(String why, boolean asked) {
        if (progress.evidence.wasRefused(why)) {
            progress.fresh = progress.fresh.again(progress.now(), asked, progress.fresh.since(), why);
        } else {
            take(progress.evidence.refused(why, progress.seen.findings()), asked, why);
        }
    }

    private void take(Evidence evidence, boolean asked, String refusal) {
        Evidence former = progress.evidence;
        progress.saw(evidence);
        List<String> worse = progress.seen.worseSince(former.digest());
        String since = progress.fresh.since() == null && !worse.isEmpty() ? former.digest() : progress.fresh.since();
        boolean healed = since != null && progress.seen.worseSince(since).isEmpty();
        progress.fresh = progress.fresh.again(progress.now(), asked, healed ? null : since, refusal);
        List<Decision> stale = deployment.conversation().approvals().stream()
                .filter(approval ->
                        !progress.seen.worseSince(approval.evidenceDigest()).isEmpty())
                .toList();
        if (!stale.isEmpty()) {
            voided(stale, former);
        }
        if (!stale.isEmpty() || !worse.isEmpty()) {
            deployment.notices().tell(NoticeKind.AWAITING_APPROVAL);
        }
    }

    /** All of them, since people who count on each other approve one thing together. */
    private void voided(List<Decision> stale, Evidence former) {
        String people =
                deployment.conversation().approvals().stream().map(Decision::by).collect(Collectors.joining(", "));
        List<String> worse = progress.seen.worseSince(stale.get(0).evidenceDigest());
        String green = FactLines.differences(former.greenFacts(), progress.evidence.greenFacts());
        boolean refused = progress.fresh.trouble() != null;
        String what = "What was approved by " + people + " is void: ";
        progress.note = what
                + (refused ? "what they approved could not be looked at again at " : "evidence that was collected at ")
                + progress.now()
                + (refused ? ". " : " is worse than what they approved: ")
                + Findings.named(worse)
                + (green.isEmpty() ? "" : " (" + green + ")")
                + ". A new decision is needed.";
        deployment.conversation().voidDecision();
        progress.happened(Happening.Kind.APPROVAL_VOIDED, progress.note);
        deployment
                .notices()
                .tell(
                        NoticeKind.VOIDED,
                        what
                                + (refused
                                        ? "the evidence could not be collected again."
                                        : "the evidence was collected again and is worse than what they approved in "
                                                + worse.size() + (worse.size() == 1 ? " point." : " points."))
                                + " The query status says how. A new decision is needed.");
    }
}

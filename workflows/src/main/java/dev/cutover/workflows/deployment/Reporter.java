package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.display.Commands;
import dev.cutover.workflows.display.Display;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.request.RequestParser;
import dev.cutover.workflows.status.Building;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.Amount;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** Tells people where the deployment is. */
final class Reporter {
    private static final Logger LOG = Workflow.getLogger(Reporter.class);

    private final Progress progress;
    private final Conversation conversation;
    private final Commands commands;
    private final Display display = new Display();

    Reporter(Progress progress, Conversation conversation) {
        this.progress = progress;
        this.conversation = conversation;
        this.commands = new Commands(progress.workflowId);
    }

    /** Names the deployment in the list; a new run of the same deployment does so again. */
    void began() {
        if (progress.phases().isEmpty()) {
            progress.enter(Phase.PLANNING);
        }
        display.began(progress.deployment, progress.target, progress.request.requestedBy(), progress.phase());
        if (progress.claim != null) {
            display.claim(progress.claim);
        }
        show();
    }

    /** Says what the deployment takes from now on. */
    void claim(Claim claim) {
        if (!claim.equals(progress.claim)) {
            progress.claim = claim;
            display.claim(claim);
        }
    }

    /**
     * Enters a phase.
     *
     * @param deadline when its wait ends by itself; null when it has no deadline of its own
     */
    void enter(Phase phase, Instant deadline) {
        if (phase != progress.phase()) {
            progress.enter(phase);
            display.phase(phase);
            LOG.info("Deployment {} of {}: {}", progress.deployment, progress.target, phase);
        }
        progress.deadline = deadline;
        show();
    }

    /** Enters the phase of a step, which ends by itself when its time is over. */
    void enter(Phase phase, Step step) {
        enter(phase, progress.now().plus(step.total()));
    }

    /** Shows the end. */
    void ended() {
        progress.enter(Phase.DONE);
        display.ended(RequestParser.isTargetName(progress.target) ? progress.target : null, progress.ending);
        show();
        LOG.info("Deployment {} of {} ended: {}", progress.deployment, progress.target, progress.ending);
    }

    /** Shows how far a worker is. What comes when green is built, from an attempt that was given up, changes nothing. */
    void built(JsonNode report) {
        Optional<Building> read = Building.read(report, progress.now());
        if (read.isEmpty()) {
            conversation.ignore(
                    "signal " + BlueGreenDeployment.PROGRESS, "it is how a worker reports, and this is no report.");
        } else if (progress.phase() == Phase.DEPLOYING) {
            progress.building = read.get();
        }
        show();
    }

    /** Shows what has changed. */
    void show() {
        display.details(status(), progress.evidence);
    }

    /** The answer to the query {@code status}. */
    Status status() {
        Phase phase = progress.phase();
        return new Status(
                progress.deployment,
                progress.target,
                phase,
                progress.ending,
                progress.reason,
                progress.planHash(),
                progress.evidenceDigest(),
                waitingFor(phase),
                progress.deadline,
                phase == Phase.QUEUED ? progress.ahead : List.of(),
                next(phase),
                production(),
                phase == Phase.DEPLOYING ? progress.building : null,
                phase == Phase.DONE ? null : progress.readiness,
                progress.sinks == null ? List.of() : progress.sinks.behind(),
                conversation.decisions(),
                conversation.ignored(),
                progress.phases(),
                progress.told.undelivered());
    }

    /** The answer to the query {@code plan}. */
    PlanAnswer plan() {
        return progress.plan == null
                ? PlanAnswer.none(missing("a plan", "the plan, which is there when the phase PLANNING has ended."))
                : PlanAnswer.of(progress.plan);
    }

    /** The answer to the query {@code evidence}. */
    EvidenceAnswer evidence() {
        return progress.evidence == null
                ? EvidenceAnswer.none(
                        missing(
                                "evidence",
                                "the evidence, which is collected when green is ready; the phase is " + progress.phase()
                                        + "."),
                        progress.trend.moments())
                : EvidenceAnswer.of(progress.evidence, progress.trend.moments(), progress.fresh.at());
    }

    /** The answer to the query {@code audit}. */
    Audit audit() {
        return new Audit(
                Audit.FORMAT,
                progress.workflowId,
                progress.deployment,
                progress.request,
                progress.planHash(),
                progress.evidenceDigest(),
                progress.policy,
                conversation.decisions(),
                progress.phases(),
                progress.happenings(),
                conversation.ignored(),
                progress.ending,
                progress.reason,
                production());
    }

    private String missing(String what, String wait) {
        return progress.ending == null
                ? wait
                : "nothing any more: the deployment ended as " + progress.ending + " before there was " + what + ".";
    }

    /** The commands to paste in a phase, the one to prefer first. */
    List<String> next(Phase phase) {
        if (phase == Phase.DONE) {
            return List.of(progress.closesAsCanceled ? commands.describe() : commands.result());
        }
        boolean asked = phase == Phase.AWAITING_DECISION
                && progress.evidence != null
                && conversation.decision().isEmpty();
        if (!asked) {
            return commands.in(phase);
        }
        return progress.policy.signatures().required()
                ? commands.toSign(progress.plan.shortHash(), progress.evidenceDigest())
                : commands.toDecide(progress.plan.shortHash(), progress.evidenceDigest());
    }

    /** What is safe to assume about production, in one sentence. */
    String production() {
        return progress.production.sentence(holding() ? progress.holdUntil : null);
    }

    private boolean holding() {
        return progress.phase() == Phase.VERIFYING || progress.phase() == Phase.HOLDING;
    }

    private String waitingFor(Phase phase) {
        String wait = switch (phase) {
            case PLANNING -> "the plan.";
            case QUEUED -> turn();
            case CLONING -> "green's schemas and clusters.";
            case DEPLOYING -> "the new version's objects in green" + built();
            case HYDRATING -> "green to be hydrated and fresh" + blockers();
            case COLLECTING_EVIDENCE -> "the comparison of green with blue, and the checks.";
            case AWAITING_DECISION -> ApprovalWait.sentences(progress, conversation) + Renewal.sentences(progress);
            case PROMOTING -> "the swap.";
            case VERIFYING -> "the checks and the readiness of the new version in production.";
            case HOLDING ->
                "the end of the hold; until then the swap can be taken back, unless a later promotion over the same "
                        + "schemas or clusters makes that impossible. Grants and comments made on the new version "
                        + "meanwhile are not carried back.";
            case REVERTING -> "the swap back.";
            case CLEANING_UP -> "what is no longer needed to be dropped.";
            case COMPENSATING -> "everything that was created to be dropped.";
            case DONE -> null;
        };
        if (wait == null) {
            return null;
        }
        String sinks = progress.sinks == null ? "" : progress.sinks.sentence();
        String verified = phase == Phase.HOLDING ? Verification.sentence(progress) : "";
        return wait
                + (verified.isEmpty() ? "" : " " + verified)
                + (sinks.isEmpty() ? "" : " " + sinks)
                + (progress.note == null ? "" : " " + progress.note);
    }

    private String built() {
        return progress.building == null
                ? "."
                : ": " + progress.building.sentence() + " at " + progress.building.reportedAt() + ".";
    }

    private String turn() {
        if (progress.ahead.isEmpty()) {
            return "its turn.";
        }
        int more = progress.ahead.size() - 1;
        return progress.ahead.get(0).words() + (more == 0 ? "" : ", and " + more + " more after it")
                + ". It takes the same schemas or clusters and came first; then this deployment is planned again.";
    }

    private String blockers() {
        if (progress.readiness == null || progress.readiness.blocked() == 0) {
            return ".";
        }
        return ": " + Amount.of(progress.readiness.blocked(), "object is", "objects are") + " not ready"
                + (progress.readiness.blockers().isEmpty()
                        ? "."
                        : ", first " + progress.readiness.blockers().get(0).object() + " ("
                                + progress.readiness.blockers().get(0).detail() + ").");
    }
}

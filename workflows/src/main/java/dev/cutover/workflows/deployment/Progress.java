package dev.cutover.workflows.deployment;

import dev.cutover.workflows.DeploymentId;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.conversation.Situation;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.request.DeploymentRequest;
import dev.cutover.workflows.status.Building;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How far a deployment has come. The workflow alone writes it; {@link Carried} is its copy for the next run. */
final class Progress implements Situation {
    final String workflowId;
    private final String firstRunId;
    String deployment;

    /** How often the deployment was overtaken and began again. */
    int beginnings;

    String target;
    DeploymentRequest request;
    Plan plan;

    /** When it first joined the queue; null before. */
    Instant joined;

    /** When its turn must have come; null when it does not wait. */
    Instant queueBy;

    /** Who comes first; empty when it does not wait. */
    List<Ahead> ahead = List.of();

    /** What it takes; null before planning has ended. */
    Claim claim;

    /** The rules by which approvals are judged now: those of the plan, until the target's are found to be others. */
    Policy policy = Policy.NONE;

    Inventory inventory;
    boolean cloneStarted;
    boolean deployed;

    /** How far the present attempt to build green is; null before its first report. */
    Building building;

    Readiness readiness;
    int readings;
    boolean ready;
    Evidence evidence;

    /** The evidence that there was while people were awaited. */
    Seen seen = Seen.NONE;

    /** How fresh the evidence is. */
    Freshness fresh = Freshness.NOTHING;

    /** Whether evidence is being collected again while people are awaited. */
    boolean renewing;

    Instant hydrateBy;
    Instant decideBy;
    boolean swapAttempted;
    int retries;

    /** Why the last attempt to swap was refused, in whole sentences; null when none was, or something else has happened since. */
    String refused;

    Promotion promotion;
    Instant holdUntil;

    /** Whether a swap back may ever have been sent; no run is handed over after that. */
    boolean revertAttempted;

    /** How far sinks have followed the last swap; null before there was one. */
    SinkProgress sinks;

    /** What was found in production after the swap; null before, and where nobody wants to know. */
    VerificationReport verification;

    /** How green became ready. */
    Trend trend = Trend.NOTHING;

    /** What receivers have been told. */
    Told told = Told.NOTHING;

    Production production = Production.UNTOUCHED;
    Ending ending;

    /** Why it ended so; null before. */
    String reason;

    /** Whether the run closes as Canceled, which leaves no result. */
    boolean closesAsCanceled;

    /** When the present wait ends by itself; null when it has no deadline. */
    Instant deadline;

    /** What else is to be known about the present wait, in whole sentences; null when nothing. */
    String note;

    private final List<PhaseTime> phases = new ArrayList<>();

    private final Happenings happenings = new Happenings();

    /** Digests of the evidence that decisions which counted are about. */
    private Supplier<Set<String>> decidedOn = Set::of;

    /** Digests of the evidence that approvals which count are about. */
    private Supplier<Set<String>> approvedOn = Set::of;

    private Progress(String workflowId, String firstRunId) {
        this.workflowId = workflowId;
        this.firstRunId = firstRunId;
        this.deployment = DeploymentId.of(workflowId, firstRunId);
    }

    /** The beginning of the deployment that a run belongs to; its id is the same in every run and after a reset. */
    static Progress of(WorkflowInfo run) {
        return new Progress(run.getWorkflowId(), run.getFirstExecutionRunId());
    }

    void enter(Phase phase) {
        phases.add(new PhaseTime(phase, now()));
        deadline = null;
    }

    /** Keeps what people have decided on: it is forgotten last. */
    void heed(Conversation conversation) {
        decidedOn = () -> digests(conversation.decisions());
        approvedOn = () -> digests(conversation.approvals());
    }

    /** Remembers for the audit that something changed. */
    void happened(Happening.Kind kind, String detail) {
        happenings.add(new Happening(now(), kind, detail), decidedOn.get());
    }

    List<Happening> happenings() {
        return happenings.all();
    }

    List<PhaseTime> phases() {
        return List.copyOf(phases);
    }

    @Override
    public Phase phase() {
        return phases.isEmpty() ? Phase.PLANNING : phases.get(phases.size() - 1).phase();
    }

    @Override
    public String planHash() {
        return plan == null ? null : plan.hash();
    }

    @Override
    public String deployment() {
        return deployment;
    }

    @Override
    public String requester() {
        return request.requestedBy();
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public List<String> failingChecks() {
        return evidence == null
                ? List.of()
                : evidence.checks().stream()
                        .filter(check -> !check.passed())
                        .map(CheckResult::name)
                        .toList();
    }

    String evidenceDigest() {
        return evidence == null ? null : evidence.digest();
    }

    @Override
    public Seen seen() {
        return seen;
    }

    @Override
    public Instant collectedAt() {
        return renewing ? null : fresh.at();
    }

    /** Evidence was collected. */
    void saw(Evidence collected) {
        evidence = collected;
        seen = seen.with(collected.digest(), collected.findings(), approvedOn.get());
        happened(Happening.Kind.EVIDENCE_COLLECTED, collected.digest());
    }

    @Override
    public Instant decideBy() {
        return decideBy;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    @Override
    public String workflowId() {
        return workflowId;
    }

    /** What it has made. */
    Belongings belongings() {
        return new Belongings(
                deployment,
                plan,
                inventory,
                cloneStarted,
                swapAttempted,
                promotion != null,
                revertAttempted,
                holdUntil,
                request == null ? null : request.holdFor(),
                ending);
    }

    /** Forgets all that was planned, created and approved; everything of it has been undone. */
    void beginAgain() {
        beginnings++;
        deployment = DeploymentId.of(workflowId, firstRunId, beginnings);
        plan = null;
        policy = Policy.NONE;
        claim = null;
        inventory = null;
        deployed = false;
        building = null;
        readiness = null;
        readings = 0;
        ready = false;
        evidence = null;
        seen = Seen.NONE;
        fresh = Freshness.NOTHING;
        trend = Trend.NOTHING;
        hydrateBy = null;
        decideBy = null;
        swapAttempted = false;
        retries = 0;
        note = null;
        production = Production.UNTOUCHED;
    }

    Carried carry(Conversation conversation) {
        return new Carried(
                deployment,
                beginnings,
                joined,
                queueBy,
                claim,
                plan,
                inventory,
                deployed,
                readiness,
                readings,
                ready,
                evidence == null ? null : evidence.shortened(),
                hydrateBy,
                decideBy,
                conversation.decision().orElse(null),
                conversation.approvals(),
                policy,
                swapAttempted,
                retries,
                promotion,
                holdUntil,
                sinks,
                production,
                conversation.decisions(),
                conversation.ignored(),
                phases(),
                verification,
                happenings(),
                refused,
                told,
                trend,
                seen,
                fresh,
                note,
                conversation.refreshWanted());
    }

    void resume(Carried carried) {
        deployment = carried.deployment();
        beginnings = carried.beginnings();
        joined = carried.joined();
        queueBy = carried.queueBy();
        claim = carried.claim();
        plan = carried.plan();
        policy = carried.policy() == null ? Policy.NONE : carried.policy();
        inventory = carried.inventory();
        cloneStarted = inventory != null;
        deployed = carried.deployed();
        readiness = carried.readiness();
        readings = carried.readings();
        ready = carried.ready();
        evidence = carried.evidence();
        hydrateBy = carried.hydrateBy();
        decideBy = carried.decideBy();
        swapAttempted = carried.swapAttempted();
        retries = carried.retries();
        promotion = carried.promotion();
        holdUntil = carried.holdUntil();
        sinks = carried.sinks();
        production = carried.production();
        phases.addAll(carried.phases());
        verification = carried.verification();
        refused = carried.refused();
        seen = carried.seen() == null ? seen : carried.seen();
        fresh = carried.fresh() == null ? fresh : carried.fresh();
        trend = carried.trend() == null ? Trend.NOTHING : carried.trend();
        told = carried.told() == null ? Told.NOTHING : carried.told();
        happenings.resume(carried.happenings() == null ? List.of() : carried.happenings());
        note = carried.note();
    }

    private static Set<String> digests(List<Decision> decisions) {
        return decisions.stream()
                .map(Decision::evidenceDigest)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}

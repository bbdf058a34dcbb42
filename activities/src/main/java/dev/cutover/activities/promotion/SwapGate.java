package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.fingerprint.SideItems;
import dev.cutover.activities.materialize.readiness.ReadinessReader;
import dev.cutover.activities.readiness.Verdicts;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.PromotionResult.Drifted;
import dev.cutover.workflows.promotion.PromotionResult.NotReady;
import dev.cutover.workflows.promotion.PromotionResult.PolicyChanged;
import dev.cutover.workflows.promotion.PromotionResult.Stale;
import dev.cutover.workflows.promotion.PromotionResult.TooLate;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.text.PackedLines;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that must be true for a swap to be sent: asked before the transaction, where no costs little, and inside it (P3, P4). */
final class SwapGate {
    /**
     * Frontiers move about once a second, and a reading between a tick and its arrival in green sees one second of lag; inside
     * the transaction the question is therefore asked for a little longer than one tick.
     */
    private static final int READINGS = 5;

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(300);

    private final ActivityRun run;
    private final FenceReader fences;
    private final Plan plan;
    private final PromoteInput input;
    private final Policy configured;
    private final Inventory inventory;
    private final String approvedGreen;
    private final ApprovalDeadline deadline;
    private final ReadinessReader readiness;
    private final Verdicts verdicts;

    SwapGate(ActivityRun run, FenceReader fences, PromoteInput input, Policy configured) {
        this.input = input;
        this.configured = configured;
        this.run = run;
        this.fences = fences;
        this.plan = input.plan();
        this.inventory = input.inventory();
        this.approvedGreen = input.approvedGreenFingerprint();
        this.deadline = new ApprovalDeadline(input.notAfter(), run.info());
        this.readiness = new ReadinessReader(inventory);
        this.verdicts = new Verdicts(inventory, plan.lagThreshold());
    }

    /** Why no swap may be sent now; empty when one may. */
    Optional<PromotionResult> veto(Session session) throws SQLException {
        Situation situation = Situation.read(run, session, fences, plan, inventory);
        if (deadline.passed(situation.at())) {
            return Optional.of(new TooLate());
        }
        if (!configured.equals(input.policy())) {
            return Optional.of(new PolicyChanged(configured));
        }
        Optional<PromotionResult> moved = moved(situation);
        return moved.isPresent() ? moved : changed(session);
    }

    /**
     * What a veto comes to once the names have been read again: they may have moved between two reads, by another's swap or by
     * one of ours whose reply was lost. Empty when ours has happened after all.
     *
     * @throws io.temporal.failure.ApplicationFailure GREEN_LOST when something of green no longer exists
     */
    Optional<PromotionResult> confirm(Session session, PromotionResult veto) throws SQLException {
        Situation situation = Situation.read(run, session, fences, plan, inventory);
        if (situation.sides().promoted()) {
            return Optional.empty();
        }
        PromotionResult confirmed = veto instanceof TooLate || veto instanceof PolicyChanged
                ? veto
                : moved(situation).orElse(veto);
        if (confirmed instanceof Drifted) {
            LostGreen.refuse(session, plan, inventory);
        }
        return Optional.of(confirmed);
    }

    /**
     * Whether the fence is still the one that our transaction has renamed, with our comment: false means that another
     * deployment is at it at the same time.
     */
    boolean fenceIsOurs(Session session, Fence renamed) throws SQLException {
        Optional<Fence> fence = fences.find(session);
        return fence.isPresent()
                && fence.get().id().equals(renamed.id())
                && fence.get().name().equals(renamed.name())
                && FenceComment.of(plan, inventory, input.record())
                        .equals(fence.get().comment());
    }

    /** Names the deployment that took the fence after planning, when it was another one that was promoted. */
    private String winner(Situation situation) {
        FenceName fence = situation.fence().name();
        boolean later = fence.generation() > plan.fence().generation();
        return later && fence.state() == FenceName.State.PROMOTED && !fence.isOf(plan.deployment())
                ? fence.deployment()
                : null;
    }

    private Optional<PromotionResult> moved(Situation situation) {
        List<String> touched = situation.sides().blueTouched();
        if (!touched.isEmpty()) {
            return Optional.of(new Stale(
                    "Production's " + String.join(", ", touched) + " is not what it was at planning.",
                    winner(situation)));
        }
        return situation.sides().greenHindrance().map(Drifted::new);
    }

    /** Names what differs; where a former version of the worker has kept no parts, what can differ. */
    private static String changed(PackedLines before, SideFacts now, String side) {
        String named = before == null || before.count() == 0 ? "" : SideItems.differences(before, now);
        return named.isEmpty() ? "Definitions, owners, grants, comments or options " + side : capital(named);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private Optional<PromotionResult> changed(Session session) throws SQLException {
        SideFacts blue = Fingerprints.blueFacts(session, plan.schemas(), plan.clusters());
        if (!blue.fingerprint().equals(plan.blueFingerprint())) {
            String changed = changed(plan.outlook().blueFacts(), blue, "of production");
            return Optional.of(new Stale(changed + " changed since planning.", null));
        }
        SideFacts green = Fingerprints.greenFacts(session, inventory);
        if (!green.fingerprint().equals(approvedGreen)) {
            String changed = changed(input.approvedGreenFacts(), green, "of green");
            return Optional.of(new Drifted(changed + " changed since the approver saw it."));
        }
        Readiness last = verdicts.on(readiness.read(session));
        for (int i = 1; i < READINGS && !last.ready(); i++) {
            run.pause(BETWEEN_READINGS);
            last = verdicts.on(readiness.read(session));
        }
        return last.ready() ? Optional.empty() : Optional.of(new NotReady(last));
    }
}

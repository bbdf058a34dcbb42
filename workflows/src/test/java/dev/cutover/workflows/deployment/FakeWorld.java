package dev.cutover.workflows.deployment;

import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.activities.NoticeActivities;
import dev.cutover.workflows.activities.PlanningActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.QueueActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.activities.VerificationActivities;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Materialize that keeps its state in memory: which sides exist, which one is production, who holds the fence. Each step
 * can be scripted to answer otherwise or to fail.
 */
final class FakeWorld
        implements PlanningActivities,
                CloneActivities,
                DeployActivities,
                ReadinessActivities,
                EvidenceActivities,
                VerificationActivities,
                PromotionActivities,
                SinkActivities,
                QueueActivities,
                NoticeActivities,
                JanitorActivities,
                CleanupActivities {
    /** What production is. */
    enum Version {
        OLD,
        NEW
    }

    final Script<PlanInput, Planning> plan = new Script<>(input -> new Planning.Planned(Samples.plan(input)));
    final Script<QueueInput, Turn> turn = new Script<>(input -> new Turn(List.of()));
    final Script<Plan, Inventory> clone = new Script<>(this::cloneSoundly);
    final Script<DeployInput, Inventory> deploy = new Script<>(input -> Samples.deployed(input.cloned()));
    final Script<ReadinessInput, Readiness> readiness = new Script<>(input -> Samples.ready());
    final Script<EvidenceInput, Evidence> evidence = new Script<>(input -> Samples.evidence());
    final Script<VerificationInput, VerificationReport> verification =
            new Script<>(input -> new VerificationReport(null, List.of(), 1, 0, Samples.NOON));
    final Script<PromoteInput, PromotionResult> promote = new Script<>(this::promoteSoundly);
    final Script<RevertInput, RevertResult> revert = new Script<>(this::revertSoundly);
    final Script<BurnInput, BurnResult> burn = new Script<>(this::burnSoundly);
    final Script<SinkInput, SinkReport> sinks = new Script<>(this::pointSoundly);
    final Script<DropInput, DropReport> drop = new Script<>(this::dropSoundly);

    final Script<String, List<Listener>> listeners = new Script<>(target -> List.of());
    final Script<Delivery, Boolean> notify = new Script<>(delivery -> true);

    final Script<JanitorRequest, JanitorReport> sweep =
            new Script<>(request -> new JanitorReport(request.target(), request.apply(), List.of(), List.of()));

    /** What receivers have taken, in order. */
    final List<Delivery> delivered = new CopyOnWriteArrayList<>();

    /** Every attempt of every step, in order. */
    final List<String> attempts = new CopyOnWriteArrayList<>();

    private final Set<Side> sides = new ConcurrentSkipListSet<>();
    private volatile Version production = Version.OLD;
    private volatile Version sinksRead = Version.OLD;
    private final Set<String> burned = new ConcurrentSkipListSet<>();

    /** The script of a step by the name of its activity. */
    Script<?, ?> script(String step) {
        return switch (step) {
            case "Plan" -> plan;
            case "AwaitTurn" -> turn;
            case "Clone" -> clone;
            case "Deploy" -> deploy;
            case "AwaitReadiness" -> readiness;
            case "CollectEvidence" -> evidence;
            case "Verify" -> verification;
            case "Promote" -> promote;
            case "Revert" -> revert;
            case "Burn" -> burn;
            case "PointSinks" -> sinks;
            case "Drop" -> drop;
            default -> throw new IllegalArgumentException(step);
        };
    }

    /** What is production now. */
    Version production() {
        return production;
    }

    /** What the sink reads. */
    Version sinksRead() {
        return sinksRead;
    }

    /** What exists beside production. */
    Set<Side> sides() {
        return Set.copyOf(sides);
    }

    boolean burned() {
        return !burned.isEmpty();
    }

    /** A failure that is tried again after a time; until then the step is under way and can be cancelled. */
    static RuntimeException takingLong(Duration time) {
        return ApplicationFailure.newBuilder()
                .setMessage("connection refused")
                .setType("SQLException")
                .setNextRetryDelay(time)
                .build();
    }

    /** A failure of the closed set. */
    static RuntimeException refusing(FailureType type, String message) {
        return ApplicationFailure.newNonRetryableFailure(message, type.name());
    }

    @Override
    public Planning plan(PlanInput input) {
        return play("Plan", plan, input);
    }

    @Override
    public Turn awaitTurn(QueueInput input) {
        return play("AwaitTurn", turn, input);
    }

    @Override
    public Inventory createGreen(Plan input) {
        return play("Clone", clone, input);
    }

    @Override
    public Inventory deploy(DeployInput input) {
        return play("Deploy", deploy, input);
    }

    @Override
    public Readiness awaitReadiness(ReadinessInput input) {
        return play("AwaitReadiness", readiness, input);
    }

    @Override
    public Evidence collect(EvidenceInput input) {
        return play("CollectEvidence", evidence, input);
    }

    @Override
    public VerificationReport verify(VerificationInput input) {
        return play("Verify", verification, input);
    }

    @Override
    public PromotionResult promote(PromoteInput input) {
        return play("Promote", promote, input);
    }

    @Override
    public RevertResult revert(RevertInput input) {
        return play("Revert", revert, input);
    }

    @Override
    public BurnResult burn(BurnInput input) {
        return play("Burn", burn, input);
    }

    @Override
    public SinkReport point(SinkInput input) {
        return play("PointSinks " + input.from(), sinks, input);
    }

    @Override
    public DropReport drop(DropInput input) {
        return play("Drop " + input.side(), drop, input);
    }

    @Override
    public List<Listener> listeners(String target) {
        return listeners.play(target);
    }

    @Override
    public void deliver(Delivery delivery) {
        notify.play(delivery);
        delivered.add(delivery);
    }

    @Override
    public JanitorReport sweep(JanitorRequest input) {
        return play("Sweep", sweep, input);
    }

    PromotionResult promoteSoundly(PromoteInput input) {
        if (burned.contains(input.plan().deployment())) {
            throw new IllegalStateException("A burned fence refuses every swap.");
        }
        production = Version.NEW;
        sides.remove(Side.GREEN);
        sides.add(Side.RETIRED);
        return new PromotionResult.Promoted(Samples.promotion(input.plan().deployment()));
    }

    private Inventory cloneSoundly(Plan input) {
        sides.add(Side.GREEN);
        return Samples.cloned(input);
    }

    private RevertResult revertSoundly(RevertInput input) {
        production = Version.OLD;
        sides.remove(Side.RETIRED);
        sides.add(Side.REVERTED);
        return new RevertResult.Reverted(Samples.fence(2, input.plan().deployment()), Samples.NOON);
    }

    private BurnResult burnSoundly(BurnInput input) {
        if (production == Version.NEW) {
            return new BurnResult.AlreadyPromoted(Samples.promotion(input.plan().deployment()));
        }
        burned.add(input.plan().deployment());
        return new BurnResult.Burned("_cutover_prod_1_burned");
    }

    SinkReport pointSoundly(SinkInput input) {
        sinksRead = production;
        return new SinkReport(List.of(), List.of());
    }

    private DropReport dropSoundly(DropInput input) {
        sides.remove(input.side());
        return new DropReport(List.of(input.side().name()), List.of());
    }

    private <I, O> O play(String step, Script<I, O> script, I input) {
        attempts.add(step);
        Activity.getExecutionContext().heartbeat(null);
        return script.play(input);
    }
}

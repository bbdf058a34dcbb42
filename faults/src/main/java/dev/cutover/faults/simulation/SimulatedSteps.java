package dev.cutover.faults.simulation;

import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.NoticeActivities;
import dev.cutover.workflows.activities.PlanningActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.activities.SinkActivities;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.Planning;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import dev.cutover.workflows.sinks.SinkInput;
import dev.cutover.workflows.sinks.SinkReport;
import dev.cutover.workflows.text.PackedLines;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Models of the steps, each against the world of the run to which the workflow belongs. */
final class SimulatedSteps
        implements PlanningActivities,
                CloneActivities,
                DeployActivities,
                ReadinessActivities,
                EvidenceActivities,
                PromotionActivities,
                SinkActivities,
                NoticeActivities,
                CleanupActivities {
    private final Function<String, SimulatedRun> runs;

    /**
     * Steps of all runs.
     *
     * @param runs the run of a workflow
     */
    SimulatedSteps(Function<String, SimulatedRun> runs) {
        this.runs = runs;
    }

    @Override
    public Planning plan(PlanInput input) {
        return perform("Plan", Planning.class, (run, attempt) -> {
            Actor actor = run.actor();
            run.chaos().at(actor, attempt);
            Plan plan = Models.plan(run.world().catalog, input, actor.model);
            actor.deployment = plan.deployment();
            actor.planHash = plan.hash();
            run.chaos().at(actor, attempt);
            return new Planning.Planned(plan);
        });
    }

    /** Nobody wants to be told anything in a simulation. */
    @Override
    public List<Listener> listeners(String target) {
        return List.of();
    }

    @Override
    public void deliver(Delivery delivery) {
        throw new IllegalStateException(
                "There is nobody to tell " + delivery.notice().id() + ".");
    }

    @Override
    public Inventory createGreen(Plan plan) {
        return perform("Clone", Inventory.class, (run, attempt) -> {
            String name = plan.schemas().get(0).green();
            String schema = create(run, attempt, Names.schema(name), plan.deployment());
            String cluster = create(run, attempt, Names.cluster(name), plan.deployment());
            SchemaName production = plan.schemas().get(0).name();
            return new Inventory(
                    List.of(new GreenSchema(production, new SchemaName(production.database(), name), schema)),
                    List.of(new GreenCluster(plan.clusters().get(0).name(), name, cluster)),
                    List.of(),
                    null);
        });
    }

    private static String create(Step run, Attempt attempt, String place, String deployment) {
        run.chaos().statement(run.actor(), attempt);
        String found = run.world().catalog.idOf(place);
        String id = found == null ? run.world().catalog.create(place, deployment) : found;
        run.actor().made = true;
        run.chaos().at(run.actor(), attempt);
        return id;
    }

    @Override
    public Inventory deploy(DeployInput input) {
        return perform("Deploy", Inventory.class, (run, attempt) -> {
            Plan plan = input.plan();
            String schema = input.cloned().schemas().get(0).id();
            String cluster = input.cloned().clusters().get(0).id();
            SimulatedCatalog catalog = run.world().catalog;
            List<CatalogObject> made = new ArrayList<>();
            for (PlannedObject object : plan.objects()) {
                run.chaos().statement(run.actor(), attempt);
                if (!schema.equals(
                                catalog.idOf(Names.schema(plan.schemas().get(0).green())))
                        || !catalog.exists(cluster)) {
                    throw ApplicationFailure.newNonRetryableFailure("Green is gone.", FailureType.GREEN_LOST.name());
                }
                String name = object.name().name();
                Item item = catalog.itemsIn(schema).stream()
                        .filter(found -> found.name().equals(name))
                        .findFirst()
                        .orElse(null);
                String id = item == null ? catalog.createItem(name, schema, cluster, plan.deployment()) : item.id();
                made.add(Models.object(
                        new Item(id, name, schema, cluster, plan.deployment()),
                        plan.schemas().get(0).green()));
                run.chaos().at(run.actor(), attempt);
            }
            return new Inventory(
                    input.cloned().schemas(),
                    input.cloned().clusters(),
                    made,
                    catalog.fingerprint(List.of(schema, cluster)));
        });
    }

    @Override
    public Readiness awaitReadiness(ReadinessInput input) {
        return perform("AwaitReadiness", Readiness.class, (run, attempt) -> {
            run.chaos().at(run.actor(), attempt);
            SimulatedWorld world = run.world();
            if (input.inventory().objects().stream().anyMatch(object -> !world.catalog.exists(object.id()))) {
                return Models.gone();
            }
            long wait = run.actor().unreadyUntil - world.now();
            if (wait <= 0) {
                return Models.ready();
            }
            if (world.chance(0.5)) {
                return Models.unready();
            }
            throw ApplicationFailure.newBuilder()
                    .setMessage("still hydrating")
                    .setType("SIMULATED")
                    .setNextRetryDelay(Duration.ofMillis(wait))
                    .build();
        });
    }

    @Override
    public Evidence collect(EvidenceInput input) {
        return perform("CollectEvidence", Evidence.class, (run, attempt) -> {
            Inventory inventory = input.inventory();
            run.chaos().at(run.actor(), attempt);
            String fingerprint = run.world()
                    .catalog
                    .fingerprint(List.of(
                            inventory.schemas().get(0).id(),
                            inventory.clusters().get(0).id()));
            run.chaos().at(run.actor(), attempt);
            run.actor().shownGreen = fingerprint;
            run.people().shown(run.actor(), run.approvalExpiresAfter());
            return new Evidence(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    List.of(),
                    null,
                    fingerprint,
                    PackedLines.NONE,
                    Instant.EPOCH,
                    "digest");
        });
    }

    @Override
    public PromotionResult promote(PromoteInput input) {
        return perform("Promote", PromotionResult.class, (run, attempt) -> {
            PromotionResult result = promotion(run, attempt).promote(input);
            if (result instanceof PromotionResult.Promoted) {
                run.people().promoted(run.actor(), run.holdFor());
            }
            return result;
        });
    }

    @Override
    public RevertResult revert(RevertInput input) {
        return perform(
                "Revert",
                RevertResult.class,
                (run, attempt) -> promotion(run, attempt).revert(input));
    }

    @Override
    public BurnResult burn(BurnInput input) {
        return perform(
                "Burn",
                BurnResult.class,
                (run, attempt) -> promotion(run, attempt).burn(input));
    }

    /** The simulated world has no sinks, but looking for them can die like every step. */
    @Override
    public SinkReport point(SinkInput input) {
        return perform("PointSinks", SinkReport.class, (run, attempt) -> {
            run.chaos().at(run.actor(), attempt);
            return new SinkReport(List.of(), List.of());
        });
    }

    @Override
    public DropReport drop(DropInput input) {
        return perform(
                "Drop",
                DropReport.class,
                (run, attempt) -> new SimulatedDrop(run.world(), run.chaos(), run.actor(), attempt, input).drop());
    }

    private static SimulatedPromotion promotion(Step run, Attempt attempt) {
        return new SimulatedPromotion(run.world(), run.chaos(), run.actor(), attempt);
    }

    /** A step of one deployment in its run. */
    private record Step(SimulatedRun run, Actor actor) {
        SimulatedWorld world() {
            return run.world();
        }

        Chaos chaos() {
            return run.chaos();
        }

        People people() {
            return run.people();
        }

        Duration approvalExpiresAfter() {
            return run.approvalExpiresAfter();
        }

        Duration holdFor() {
            return run.holdFor();
        }
    }

    private <T> T perform(String name, Class<T> type, BiFunction<Step, Attempt, T> body) {
        String workflowId = Activity.getExecutionContext().getInfo().getWorkflowId();
        SimulatedRun run = runs.apply(workflowId);
        SimulatedWorld world = run.world();
        Step step = new Step(run, world.actor(workflowId));
        world.baton.acquireUninterruptibly();
        try {
            return Attempt.perform(name, world.frozen::add, type, attempt -> body.apply(step, attempt));
        } finally {
            world.baton.release();
        }
    }
}

package dev.cutover.workflows.deployment;

import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.Planning;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;

/**
 * The story of one deployment. Every step finds out first whether it is done already: a new run of the same deployment
 * goes through the story from its beginning and stops where the former one was.
 */
final class Story {
    private final Deployment deployment;
    private final Progress progress;
    private final Reporter reporter;
    private final Queue queue;
    private final Hydration hydration;
    private final Approval approval;
    private final Swap swap;
    private final Compensation compensation;
    private final Again again;
    private final Hold hold;

    Story(Deployment deployment) {
        this.deployment = deployment;
        this.progress = deployment.progress();
        this.reporter = deployment.reporter();
        this.queue = new Queue(deployment);
        this.hydration = new Hydration(deployment);
        this.approval = new Approval(deployment);
        this.swap = new Swap(deployment);
        this.compensation = new Compensation(deployment);
        this.again = new Again(deployment);
        this.hold = new Hold(deployment, compensation, new Sinks(deployment));
    }

    /** Tells the story to its end. */
    Ended tell() {
        reporter.began();
        try {
            plan();
            createGreen();
            deployProject();
            while (progress.promotion == null) {
                hydration.await();
                collectEvidence();
                swap.attempt(approval.await());
            }
        } catch (Ends | TemporalFailure | DataConverterException end) {
            Ends ends = Failures.ends(end);
            Optional<Ended> ended = compensation.undo(ends);
            if (ended.isPresent()) {
                return again.orEnd(ends, ended.get());
            }
        }
        return hold.untilTheEnd();
    }

    private void plan() {
        if (progress.plan != null) {
            return;
        }
        PlanInput input = new PlanInput(progress.deployment, progress.workflowId, progress.request);
        Planning planning;
        do {
            reporter.enter(Phase.PLANNING, Step.PLAN);
            planning = deployment.steps().planning().plan(input);
        } while (queue.outdates(planning));
        if (planning instanceof Planning.NothingToDo nothing) {
            throw new Ends(Ending.NOTHING_TO_DO, nothing.reason());
        }
        if (planning instanceof Planning.Repeated repeated) {
            throw Ends.finding(repeated.left().stream().map(Story::remaining).toList(), afterReset());
        }
        Planning.Planned planned = (Planning.Planned) planning;
        progress.plan = planned.plan();
        progress.told = progress.told.withListeners(planned.listeners());
        progress.policy = progress.plan.policy();
        if (progress.request.dryRun()) {
            throw new Ends(Ending.PLANNED, "This was a dry run: the plan can be read with the query plan.");
        }
    }

    private String afterReset() {
        return "This deployment has swapped or dropped something before; its workflow was reset to before its plan,"
                + " which said what belongs where. Nothing was changed now. Names under \"left\" say what each is: __retired_"
                + progress.deployment
                + " is old production, so that production is what this deployment had promoted; __reverted_"
                + progress.deployment
                + " is what it had promoted and swapped back, so that production is the old version; __dropping_"
                + progress.deployment
                + " was about to be dropped. Sinks under \"left\" still read that: run their statements"
                + " first. Run the others from top to bottom when nobody reads these things any more. To deploy, start a new"
                + " workflow; it needs none of this.";
    }

    private static Remaining remaining(Planning.Left left) {
        return new Remaining(left.id(), left.name(), left.kind(), left.why(), left.statements());
    }

    private void createGreen() {
        if (progress.inventory != null) {
            return;
        }
        // Set before the step: even one that failed may have created something (P6).
        progress.cloneStarted = true;
        reporter.enter(Phase.CLONING, Step.CLONE);
        progress.inventory = deployment.steps().cloning().createGreen(progress.plan);
    }

    private void deployProject() {
        if (progress.deployed) {
            return;
        }
        reporter.enter(Phase.DEPLOYING, Step.DEPLOY);
        progress.inventory = deployment.steps().deploying().deploy(new DeployInput(progress.plan, progress.inventory));
        progress.deployed = true;
    }

    private void collectEvidence() {
        if (progress.evidence == null) {
            reporter.enter(Phase.COLLECTING_EVIDENCE, Step.EVIDENCE);
            progress.saw(deployment.steps().evidence().collect(new EvidenceInput(progress.plan, progress.inventory)));
            progress.fresh = Freshness.first(progress.now());
            // Later on a check that fails asks people anew: it may pass again while they look.
            approval.requireChecks();
        }
    }
}

package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import java.time.Duration;

/** The swap, the swap back, and giving up, as activities. */
public final class PromotionActivity implements PromotionActivities {
    /** A read of the catalog takes milliseconds; one without an answer after this long gets a new connection. */
    static final Duration LONGEST_READ = Duration.ofSeconds(30);

    /** How long other people's changes of the catalog may refuse a swap before the activity says BUSY. */
    private static final Duration RETRY_FOR = Duration.ofSeconds(60);

    private final Targets targets;
    private final Duration retryFor;
    private final Duration blockDeadline;

    public PromotionActivity(Targets targets) {
        this(targets, RETRY_FOR);
    }

    PromotionActivity(Targets targets, Duration retryFor) {
        this(targets, retryFor, GuardedTransaction.DEADLINE);
    }

    PromotionActivity(Targets targets, Duration retryFor, Duration blockDeadline) {
        this.blockDeadline = blockDeadline;
        this.targets = targets;
        this.retryFor = retryFor;
    }

    @Override
    public PromotionResult promote(PromoteInput input) {
        return ActivityRun.perform(
                doing("promoting", input.plan()),
                run -> new Promoter(run, materialize(input.plan()), input, retryFor, blockDeadline).promote());
    }

    @Override
    public RevertResult revert(RevertInput input) {
        return ActivityRun.perform(
                doing("reverting", input.plan()),
                run -> new Reverter(run, materialize(input.plan()), input, retryFor).revert());
    }

    @Override
    public BurnResult burn(BurnInput input) {
        return ActivityRun.perform(
                doing("burning the fence for", input.plan()),
                run -> new Burner(run, materialize(input.plan()), input).burn());
    }

    private Materialize materialize(Plan plan) {
        return new Materialize(targets.named(plan.target()));
    }

    private static String doing(String verb, Plan plan) {
        return verb + " deployment " + plan.deployment() + " on target " + plan.target();
    }
}

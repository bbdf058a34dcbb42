package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import java.util.Locale;

/** Drops one side of a deployment. */
public final class CleanupActivity implements CleanupActivities {
    private final Targets targets;

    public CleanupActivity(Targets targets) {
        this.targets = targets;
    }

    @Override
    public DropReport drop(DropInput input) {
        Target target = targets.named(input.plan().target());
        String side = input.side().name().toLowerCase(Locale.ROOT);
        return ActivityRun.perform("dropping " + side + " of target " + target.name(), run -> {
            try (Session session = run.watch(
                    new Materialize(target).open("cutover drop " + input.plan().deployment()))) {
                Condemned condemned = new CondemnedReader(new Catalog(session), input.plan()).read(input);
                return new DropRun(session, run::checkAlive, condemned).drop();
            }
        });
    }
}

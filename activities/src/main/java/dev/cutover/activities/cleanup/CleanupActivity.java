package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.ownership.Ownership;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
                Catalog catalog = new Catalog(session);
                CondemnedReader reader = new CondemnedReader(
                        catalog,
                        input.plan(),
                        Ownership.ofRunning(catalog, input.plan().deployment()));
                DropRun drop = new DropRun(session, run::checkAlive, reader.read(input));
                DropReport report = drop.drop();
                return input.side() == Side.GREEN && drop.foundElsewhere()
                        ? withRetired(session, report, reader.retired())
                        : report;
            }
        });
    }

    /**
     * Green is elsewhere when it was promoted after all and another deployment was promoted over it since: then old
     * production lies under our retired names, and nobody else will ever drop it.
     */
    private static DropReport withRetired(Session session, DropReport report, Condemned retired) throws SQLException {
        List<Remaining> all = new ArrayList<>(report.remaining());
        all.addAll(new RetiredLeft(session, retired).list());
        return new DropReport(report.dropped(), all, report.denied());
    }
}

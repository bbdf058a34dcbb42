package dev.cutover.worker;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.activities.target.Target;
import java.sql.SQLException;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells at start which targets cannot be reached. Only a warning: a deployment waits for its target (P7). */
final class TargetProbe {
    private static final Logger LOG = LoggerFactory.getLogger(TargetProbe.class);

    private TargetProbe() {}

    /** Tries every target in the background. */
    static void start(Collection<Target> targets) {
        Thread probe = new Thread(() -> targets.forEach(TargetProbe::tryOnce), "target-probe");
        probe.setDaemon(true);
        probe.start();
    }

    private static void tryOnce(Target target) {
        try (Session session = new Materialize(target).open("cutover-worker")) {
            session.query("SELECT 1", row -> row.getInt(1));
            LOG.info("Target {} at {} answers.", target.name(), target.jdbcUrl());
        } catch (SQLException e) {
            LOG.warn(
                    "Target {} at {} cannot be used now: {} Deployments to it wait until it answers.",
                    target.name(),
                    target.jdbcUrl(),
                    SqlErrors.describe(e));
        }
    }
}

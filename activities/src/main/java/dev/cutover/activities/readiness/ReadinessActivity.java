package dev.cutover.activities.readiness;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.readiness.ReadinessReader;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Polls until green is ready. While few objects are left, a plain read of a few small relations every {@link
 * #BETWEEN_READINGS} is enough to notice readiness within a second, three readings in a row included; the more are left, the
 * longer the server is left in peace. It leaves nothing behind on the server when it stops.
 */
public final class ReadinessActivity implements ReadinessActivities {
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(300);

    private static final Duration WHILE_FAR = Duration.ofSeconds(2);

    /** With so few objects left any reading may be the first good one. */
    private static final int NEARLY_READY = 5;

    /** Once one reading was good, the next ones may follow sooner. */
    private static final Duration WHILE_HOLDING = Duration.ofMillis(100);

    /** A reading takes milliseconds; one without an answer after this long gets a new connection. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private final Targets targets;

    public ReadinessActivity(Targets targets) {
        this.targets = targets;
    }

    @Override
    public Readiness awaitReadiness(ReadinessInput input) {
        Plan plan = input.plan();
        return ActivityRun.perform(
                "reading the readiness of green of deployment " + plan.deployment() + " on target " + plan.target(),
                run -> poll(run, input));
    }

    private Readiness poll(ActivityRun run, ReadinessInput input) throws SQLException {
        Plan plan = input.plan();
        Materialize materialize = new Materialize(targets.named(plan.target()));
        Verdicts verdicts = new Verdicts(input.inventory(), plan.lagThreshold());
        ReadinessReader reader = new ReadinessReader(input.inventory());
        QuietWatch watch = new QuietWatch(input.last(), input.quietFor());
        Held held = new Held();
        try (Session session = run.watch(materialize.open("cutover readiness " + plan.deployment()))) {
            session.answerWithin(LONGEST_READING);
            while (true) {
                Readiness readiness = held.next(verdicts.on(reader.read(session)));
                run.report(readiness);
                if (readiness.ready() || !held.holding() && watch.worthReporting(readiness)) {
                    return readiness;
                }
                run.pause(held.holding() ? WHILE_HOLDING : betweenReadings(readiness.blocked()));
            }
        }
    }

    static Duration betweenReadings(int blocked) {
        Duration growing = BETWEEN_READINGS.plusMillis(100L * Math.max(0, blocked - NEARLY_READY));
        return growing.compareTo(WHILE_FAR) < 0 ? growing : WHILE_FAR;
    }
}

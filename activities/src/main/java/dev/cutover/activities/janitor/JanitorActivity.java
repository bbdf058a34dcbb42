package dev.cutover.activities.janitor;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.register.Register;
import dev.cutover.activities.register.TemporalRegister;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorRequest;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One round over all that deployments of a target have left. */
public final class JanitorActivity implements JanitorActivities {
    private final Targets targets;
    private final Function<ActivityRun, Register> registers;

    public JanitorActivity(Targets targets) {
        this(targets, TemporalRegister::of);
    }

    JanitorActivity(Targets targets, Function<ActivityRun, Register> registers) {
        this.targets = targets;
        this.registers = registers;
    }

    @Override
    public JanitorReport sweep(JanitorRequest request) {
        Materialize materialize = new Materialize(targets.named(request.target()));
        return ActivityRun.perform("clearing up target " + request.target(), run -> {
            try (Session session = run.watch(materialize.open("cutover janitor"))) {
                return sweep(run, materialize, session, request);
            }
        });
    }

    private JanitorReport sweep(ActivityRun run, Materialize materialize, Session session, JanitorRequest request)
            throws SQLException {
        Fates fates = new Fates(registers.apply(run), request.target(), request.gone());
        List<String> running = new ArrayList<>();
        Catalog catalog = new Catalog(session);
        Removals removals = new Removals(run);
        List<Item> items = new ArrayList<>(Lookalikes.list(session, materialize.target()));
        for (Trace trace : Traces.read(catalog, request.target())) {
            run.checkAlive();
            Fate fate = fates.of(trace);
            if (fate instanceof Fate.Running) {
                running.add(trace.deployment());
            } else if (!(fate instanceof Fate.Elsewhere)) {
                items.addAll(clearedUp(new Broom(run, materialize, session, request, trace, removals), fate, trace));
            }
        }
        items.addAll(removals.before(catalog, items));
        return new JanitorReport(request.target(), request.apply(), running, items);
    }

    /** What cannot be cleared up of one deployment is no reason to leave the others. */
    private static List<Item> clearedUp(Broom broom, Fate fate, Trace trace) throws SQLException {
        try {
            return broom.sweep(fate);
        } catch (ApplicationFailure e) {
            if (!e.isNonRetryable()) {
                throw e;
            }
            return broom.brokenOff(e.getOriginalMessage());
        } catch (SQLException e) {
            return switch (SqlErrors.kind(e)) {
                case PERMISSION_DENIED, REFUSED -> broom.brokenOff(refused(e, trace));
                case TRANSIENT, CONFLICT, CANCELLED -> throw e;
            };
        }
    }

    private static String refused(SQLException error, Trace trace) {
        return "Materialize refused a statement while deployment " + trace.deployment() + " was cleared up: "
                + SqlErrors.describe(error)
                + ". Nothing of production was changed. Grant what the message names to the role of the target's configuration;"
                + " the next round goes on with it.";
    }
}

package dev.cutover.activities.clone;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.register.Register;
import dev.cutover.activities.register.TemporalRegister;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Creates what is missing of green and completes what a former attempt left half done. */
public final class CloneActivity implements CloneActivities {
    private final Targets targets;
    private final Function<ActivityRun, Register> registers;

    public CloneActivity(Targets targets) {
        this(targets, TemporalRegister::of);
    }

    /** A clone whose owner's Temporal is another one than that of the activity. */
    public CloneActivity(Targets targets, Function<ActivityRun, Register> registers) {
        this.targets = targets;
        this.registers = registers;
    }

    @Override
    public Inventory createGreen(Plan plan) {
        Target target = targets.named(plan.target());
        return ActivityRun.perform("cloning production of target " + target.name(), run -> {
            try (Session session = run.watch(new Materialize(target).open("cutover clone " + plan.deployment()))) {
                return create(run, session, target, plan);
            }
        });
    }

    private Inventory create(ActivityRun run, Session session, Target target, Plan plan) throws SQLException {
        new FenceReader(target).ensure(session, run::checkAlive);
        Green green =
                new Green(run, session, plan, registers.apply(run).namespaceId().orElse(null));
        List<GreenSchema> schemas = new ArrayList<>();
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                run.checkAlive();
                schemas.add(new GreenSchema(schema.name(), schema.greenName(), green.schema(schema)));
            }
        }
        if (plan.dbt() != null) {
            for (SchemaName scratch : plan.dbt().scratch()) {
                run.checkAlive();
                green.scratch(scratch);
            }
        }
        List<GreenCluster> clusters = new ArrayList<>();
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                run.checkAlive();
                clusters.add(new GreenCluster(cluster.name(), cluster.green(), green.cluster(cluster)));
            }
        }
        return new Inventory(schemas, clusters, List.of(), null);
    }
}

package dev.cutover.activities.deploy;

import dev.cutover.activities.dbt.Dbt;
import dev.cutover.activities.dbt.DbtEvent;
import dev.cutover.activities.dbt.DbtRefusals;
import dev.cutover.activities.dbt.DbtRun;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.plan.DbtPlan.Model;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets dbt build what is missing of a project in green. Heartbeats carry a {@link DbtProgress}. */
final class DbtCreation {
    private static final int MOST_SHOWN = 10;

    private final Dbt dbt;
    private final ActivityRun run;
    private final Plan plan;
    private final Green green;
    private final Set<String> built = new HashSet<>();
    private final Map<String, String> running = new LinkedHashMap<>();

    DbtCreation(Dbt dbt, ActivityRun run, Plan plan, Green green) {
        this.dbt = dbt;
        this.run = run;
        this.plan = plan;
        this.green = green;
    }

    /**
     * Builds the models and seeds that no former attempt has built to the end.
     *
     * @throws io.temporal.failure.ApplicationFailure STATEMENT_REFUSED or PERMISSION_DENIED with every model that the server
     *     refused
     */
    void run(Session session) throws SQLException {
        List<String> finished =
                run.reported(DbtProgress.class).map(DbtProgress::finished).orElse(List.of());
        DbtBuilt.Found found =
                new DbtBuilt(plan, finished).find(session, green.facts(session).objects());
        found.complete().forEach(model -> built.add(model.uniqueId()));
        List<Model> missing = plan.dbt().models().stream()
                .filter(model -> !found.complete().contains(model))
                .toList();
        report();
        if (missing.isEmpty()) {
            return;
        }
        for (ObjectEntry seed : found.seedsToDrop()) {
            run.checkAlive();
            session.execute(Objects.drop(seed.name(), seed.kind()));
        }
        DbtRun result = dbt.run(BuildCommand.of(plan.dbt(), missing), plan.dbt().dbtTarget(), this::hear);
        if (result.exitCode() != 0) {
            green.checkOurs(session);
            throw DbtRefusals.failure(result, plan, run.info().getAttempt());
        }
    }

    private void hear(DbtEvent event) {
        if (event.isStart()) {
            running.put(
                    event.uniqueId(),
                    event.uniqueId().substring(event.uniqueId().lastIndexOf('.') + 1));
        } else if (event.isEnd()) {
            running.remove(event.uniqueId());
            if (event.isSuccess()) {
                built.add(event.uniqueId());
            }
        } else {
            return;
        }
        report();
    }

    private void report() {
        Map<String, Model> models = new HashMap<>();
        plan.dbt().models().forEach(model -> models.put(model.uniqueId(), model));
        run.report(new DbtProgress(
                (int) built.stream().filter(models::containsKey).count(),
                models.size(),
                running.values().stream().limit(MOST_SHOWN).toList(),
                built.stream()
                        .filter(id -> models.containsKey(id) && models.get(id).needsReport())
                        .sorted()
                        .toList()));
    }
}

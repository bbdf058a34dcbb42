package dev.cutover.activities.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.dbt.Dbt;
import dev.cutover.activities.dbt.DbtRefusals;
import dev.cutover.activities.dbt.DbtRun;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.plan.DbtPlan.Test;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the data tests of a dbt project against green, by dbt itself. */
final class DbtTests {
    private final Dbt dbt;
    private final Plan plan;
    private final Session session;
    private final FailingSample samples;

    DbtTests(Dbt dbt, Plan plan, Session session, FailingSample samples) {
        this.dbt = dbt;
        this.plan = plan;
        this.session = session;
        this.samples = samples;
    }

    List<CheckResult> run() throws SQLException {
        List<Test> tests = plan.dbt().tests();
        if (tests.isEmpty()) {
            return List.of();
        }
        try {
            DbtRun run = dbt.on(plan.dbt().testCluster())
                    .run(command(tests), plan.dbt().dbtTarget(), event -> {});
            Optional<ApplicationFailure> interruption = DbtRefusals.interruption(run, samples::toldOfDbt);
            if (interruption.isPresent()) {
                throw interruption.get();
            }
            return results(tests, run);
        } finally {
            // They live on green's clusters, and would be swapped with them.
            dropStoredRows(session, plan);
        }
    }

    private static List<String> command(List<Test> tests) {
        List<String> command = new ArrayList<>(List.of("test", "--select"));
        tests.forEach(test -> command.add(test.selector()));
        return command;
    }

    private List<CheckResult> results(List<Test> tests, DbtRun run) throws SQLException {
        Map<String, JsonNode> byId = new HashMap<>();
        run.results().forEach(result -> byId.put(result.path("unique_id").asText(), result));
        List<CheckResult> results = new ArrayList<>();
        for (Test test : tests) {
            JsonNode result = byId.get(test.uniqueId());
            results.add(result == null ? notRun(test, run) : result(test, result));
        }
        return results;
    }

    private CheckResult result(Test test, JsonNode result) throws SQLException {
        long failing = result.path("failures").asLong();
        return switch (result.path("status").asText()) {
            case "pass" -> new CheckResult(test.name(), test.file(), failing, List.of(), null, CheckVerdict.PASSED);
            case "warn" ->
                new CheckResult(test.name(), test.file(), failing, sample(result), null, CheckVerdict.WARNED);
            case "fail" ->
                new CheckResult(test.name(), test.file(), failing, sample(result), null, CheckVerdict.FAILED);
            default -> {
                String message = samples.toldOfDbt(
                        DbtRefusals.oneLine(result.path("message").asText()),
                        result.path("compiled_code").asText());
                yield new CheckResult(test.name(), test.file(), 0, List.of(), message, CheckVerdict.FAILED);
            }
        };
    }

    /** dbt counts failing rows and does not show them. Its queries give columns names of their own, which no mask fits. */
    private List<String> sample(JsonNode result) throws SQLException {
        return samples.masksAnything()
                ? List.of()
                : samples.read(result.path("compiled_code").asText(), null).rows();
    }

    private CheckResult notRun(Test test, DbtRun run) {
        return new CheckResult(
                test.name(),
                test.file(),
                0,
                List.of(),
                "dbt did not run it: " + samples.toldOfDbt(run.complaint()),
                CheckVerdict.FAILED);
    }

    /** Drops what tests have stored, also what an attempt left that died before it could do so. */
    static void dropStoredRows(Session session, Plan plan) throws SQLException {
        if (plan.dbt() == null) {
            return;
        }
        Map<ObjectName, Test> stored = plan.dbt().tests().stream()
                .filter(test -> test.stored() != null)
                .collect(Collectors.toMap(Test::stored, test -> test, (one, same) -> one));
        for (ObjectEntry found : new Catalog(session).objectsNamed(stored.keySet())) {
            if (found.kind() == stored.get(found.name()).storedAs()) {
                session.execute(Objects.drop(found.name(), found.kind()));
            }
        }
    }
}

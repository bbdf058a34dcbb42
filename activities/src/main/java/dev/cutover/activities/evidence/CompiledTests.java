package dev.cutover.activities.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.activities.dbt.Dbt;
import dev.cutover.activities.dbt.DbtRefusals;
import dev.cutover.activities.dbt.DbtRun;
import dev.cutover.activities.materialize.queries.TestFailures;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.DbtPlan.Test;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data tests of a dbt project, read in production. dbt only compiles them: where it tests, it runs the project's hooks and
 * stores rows. What is a warning to dbt is not read.
 */
final class CompiledTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FailingSample samples;
    private final List<Compiled> tests;

    private CompiledTests(FailingSample samples, List<Compiled> tests) {
        this.samples = samples;
        this.tests = tests;
    }

    /**
     * A test.
     *
     * @param test as it was planned
     * @param query as dbt compiled it
     * @param failures what asks for its failures
     */
    private record Compiled(Test test, String query, TestFailures failures) {}

    /**
     * Lets dbt compile the planned tests under production's names.
     *
     * @throws ApplicationFailure retryable, when dbt could not do it
     */
    static CompiledTests of(Dbt dbt, DbtPlan plan, FailingSample samples) {
        if (plan.tests().isEmpty()) {
            return new CompiledTests(samples, List.of());
        }
        List<String> command = new ArrayList<>(List.of("compile", "--select"));
        plan.tests().forEach(test -> command.add(test.selector()));
        DbtRun run = dbt.inProduction().run(command, plan.dbtTarget(), event -> {});
        Optional<ApplicationFailure> interruption = DbtRefusals.interruption(run, samples::toldOfDbt);
        if (interruption.isPresent()) {
            throw interruption.get();
        }
        JsonNode manifest = dbt.manifest().path("nodes");
        List<Compiled> compiled = new ArrayList<>();
        for (Test test : plan.tests()) {
            JsonNode config = manifest.path(test.uniqueId()).path("config");
            if (!config.path("severity").asText("ERROR").equalsIgnoreCase("WARN")) {
                compiled.add(compiled(test, query(test, run, samples), config));
            }
        }
        return new CompiledTests(samples, List.copyOf(compiled));
    }

    private static String query(Test test, DbtRun run, FailingSample samples) {
        return run.results().stream()
                .filter(result -> result.path("unique_id").asText().equals(test.uniqueId()))
                .map(result -> result.path("compiled_code").asText())
                .filter(query -> !query.isBlank())
                .findFirst()
                .orElseThrow(() -> ApplicationFailure.newFailure(
                        "dbt did not compile the test " + test.name() + ": " + samples.toldOfDbt(run.complaint())
                                + "\nIt is tried again by itself.",
                        Dbt.INTERRUPTED));
    }

    private static Compiled compiled(Test test, String query, JsonNode config) {
        return new Compiled(
                test,
                query,
                new TestFailures(
                        query,
                        config.path("fail_calc").asText("count(*)"),
                        config.path("error_if").asText("!= 0"),
                        config.path("limit").canConvertToInt()
                                ? config.path("limit").asInt()
                                : null));
    }

    List<CheckResult> run() throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (Compiled test : tests) {
            results.add(run(test));
        }
        return results;
    }

    private CheckResult run(Compiled compiled) throws SQLException {
        Test test = compiled.test();
        FailingSample.Rows found = samples.read(compiled.failures().query(), null);
        if (found.error() != null || found.count() == 0) {
            return new CheckResult(test.name(), test.file(), 0, List.of(), found.error());
        }
        return new CheckResult(test.name(), test.file(), failures(found), sample(compiled), null);
    }

    private static long failures(FailingSample.Rows found) {
        try {
            return JSON.readTree(found.rows().get(0))
                    .path(TestFailures.FAILURES)
                    .asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row that was made as JSON cannot be read as such.", e);
        }
    }

    /** Queries of dbt give columns names of their own, which no mask fits. */
    private List<String> sample(Compiled compiled) throws SQLException {
        return samples.masksAnything()
                ? List.of()
                : samples.read(compiled.query(), null).rows();
    }
}

package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What dbt says about tests quotes no value of a column that the project masks (P9). */
class DbtMaskedValuesTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbtm1111";

    private static final String PERSON = "Ann Smith";

    @TempDir
    private Path folder;

    @Test
    void aTestThatFailsShowsCountsAndOneThatCannotBeRunSaysWhyWithoutValues() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            playground.run("INSERT INTO public.raw_orders VALUES (4, '" + PERSON + "', 40)");
            TestProject project = masking(playground)
                    .file("tests/named.sql", "SELECT country FROM {{ ref('orders') }} WHERE country <> 'DE'")
                    .file("tests/parsed.sql", "SELECT id FROM {{ ref('orders') }} WHERE country::int[] IS NOT NULL")
                    .file("tests/misspelt.sql", "SELECT countri FROM {{ ref('orders') }}");

            Evidence evidence = evidence(playground, project);

            Map<String, CheckResult> checks =
                    evidence.checks().stream().collect(Collectors.toMap(CheckResult::name, Function.identity()));
            assertThat(checks.get("named").failingRows()).isEqualTo(2);
            assertThat(checks.get("parsed").error())
                    .startsWith("dbt reported a Database Error. What it says is left out");
            assertThat(checks.get("misspelt").error()).contains("column \"countri\" does not exist");
            assertThat(evidence.toString()).doesNotContain(PERSON);
        }
    }

    /** The value makes the error look like that of a server that is away. */
    @Test
    void anInterruptedRunQuotesNothingEither() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            playground.run("INSERT INTO public.raw_orders VALUES (4, '" + PERSON + " connection refused', 40)");
            TestProject project = masking(playground)
                    .file(
                            "tests/parsed.sql",
                            "SELECT id FROM {{ ref('orders') }} WHERE amount = 40 AND country::int[] IS NOT NULL");

            ApplicationFailure failure = TestActivities.failureOf(() -> evidence(playground, project));

            assertThat(failure.getType()).isEqualTo(Dbt.INTERRUPTED);
            assertThat(failure.getOriginalMessage())
                    .startsWith("dbt was interrupted: dbt reported that the server was away (connection refused).")
                    .doesNotContain(PERSON);
        }
    }

    private TestProject masking(Playground playground) {
        return DbtShop.project(folder, playground).file("expect.yaml", "mask: [country]\n");
    }

    private static Evidence evidence(Playground playground, TestProject project) {
        Plan plan = DbtShop.plan(playground, project, ID);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
        try {
            return DbtShop.evidence(playground, project, plan, made);
        } finally {
            Deployments.drop(playground.targets(), Side.GREEN, plan, made);
        }
    }
}

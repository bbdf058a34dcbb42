package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.evidence.VerificationActivity;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.VerificationActivities;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The tests of a dbt project after the swap: asked of production, where nothing is written for them. */
class DbtVerificationTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbtv1111";

    @TempDir
    private Path folder;

    @Test
    void testsHoldUnderProductionsNamesOnThePromotedCluster() throws Exception {
        try (Playground playground = SERVER.playground()) {
            TestProject project = project(playground).file("tests/elsewhere.sql", """
                    SELECT current_setting('cluster') AS found FROM {{ ref('orders') }}
                    WHERE current_setting('cluster') <> '{p}_compute' OR '{{ ref('orders') }}' LIKE '%dbt_deploy%'
                    """);

            VerificationReport report = verify(playground, project, promoted(playground, project), "");

            assertThat(report.problem()).isNull();
            assertThat(report.failedChecks()).isEmpty();
        }
    }

    @Test
    void whatATestFindsInProductionIsNamedWithItsRowsAndNothingIsStoredForIt() throws Exception {
        try (Playground playground = SERVER.playground()) {
            TestProject project = project(playground)
                    .file("tests/negative.sql", """
                            {{ config(store_failures=true) }}
                            SELECT id, amount FROM {{ ref('orders') }} WHERE amount < 0
                            """)
                    .file("tests/only_a_warning.sql", """
                            {{ config(severity='warn') }}
                            SELECT id, amount FROM {{ ref('orders') }} WHERE amount < 0
                            """)
                    .file("tests/two_are_few.sql", """
                            {{ config(error_if='> 2') }}
                            SELECT id FROM {{ ref('orders') }} WHERE amount < 0
                            """)
                    .file("tests/sum.sql", """
                            {{ config(fail_calc='-sum(amount)', error_if='= 12') }}
                            SELECT amount FROM {{ ref('orders') }} WHERE amount < 0
                            """);
            DbtSteps promoted = promoted(playground, project);
            List<String> before = playground.everything();

            VerificationReport report = verify(
                    playground, project, promoted, "INSERT INTO public.raw_orders VALUES (4, 'DE', -5), (5, 'FR', -7)");

            assertThat(report.failedChecks())
                    .extracting(CheckResult::name, CheckResult::failingRows, CheckResult::error)
                    .containsExactlyInAnyOrder(tuple("negative", 2L, null), tuple("sum", 12L, null));
            assertThat(report.failedChecks().get(0).sample())
                    .as("rows of " + report.failedChecks().get(0).name())
                    .isNotEmpty();
            assertThat(report.problem()).contains("the check negative returned 2 rows");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void rowsOfAProjectThatMasksStayInTheDatabase() throws Exception {
        try (Playground playground = SERVER.playground()) {
            TestProject project = project(playground)
                    .file("expect.yaml", "mask: [country]\n")
                    .file("tests/negative.sql", "SELECT country FROM {{ ref('orders') }} WHERE amount < 0");

            VerificationReport report = verify(
                    playground,
                    project,
                    promoted(playground, project),
                    "INSERT INTO public.raw_orders VALUES (4, 'Ann Smith', -5)");

            assertThat(report.failedChecks())
                    .extracting(CheckResult::name, CheckResult::failingRows, CheckResult::sample)
                    .containsExactly(tuple("negative", 1L, List.of()));
            assertThat(report.toString()).doesNotContain("Ann Smith");
        }
    }

    private TestProject project(Playground playground) {
        return DbtShop.project(folder, playground);
    }

    private static DbtSteps promoted(Playground playground, TestProject project) throws Exception {
        playground.run(DbtShop.PRODUCTION);
        DbtSteps steps = DbtSteps.deploy(playground, project, project.input(ID));
        assertThat(steps.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
        return steps;
    }

    private static VerificationReport verify(
            Playground playground, TestProject project, DbtSteps promoted, String meanwhile) throws Exception {
        if (!meanwhile.isEmpty()) {
            playground.run(meanwhile);
        }
        try (TestActivities activities =
                new TestActivities(new VerificationActivity(playground.targets(), project.source(), project.dbt()))) {
            return activities
                    .of(VerificationActivities.class)
                    .verify(new VerificationInput(promoted.plan(), promoted.inventory(), Instant.now(), List.of()));
        }
    }
}

package dev.cutover.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.evidence.Findings;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvidenceActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "eeee4444";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, amount int, note text);
            INSERT INTO public.raw VALUES (1, 10, 'a'), (2, -20, NULL), (3, 30, 'c');
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.same AS SELECT id FROM public.raw;
            CREATE INDEX same_idx IN CLUSTER {p}_serve ON shop.same (id);
            CREATE VIEW shop.reads AS SELECT id FROM shop.same;
            CREATE VIEW shop.changed AS SELECT id, amount FROM public.raw;
            CREATE VIEW shop.gone AS SELECT 1 AS a;
            """;

    @TempDir
    Path folder;

    @Test
    void everyObjectIsComparedInProductionsNames() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground);

            Evidence evidence = collect(playground, project, EvidenceActivity.LONGEST_CHECK);

            Map<String, ObjectDiff> objects = evidence.objects().stream()
                    .collect(Collectors.toMap(object -> object.name().name(), Function.identity()));
            assertThat(evidence.objects())
                    .extracting(object -> object.name().name(), ObjectDiff::difference)
                    .containsExactly(
                            tuple("added", Difference.ADDED),
                            tuple("changed", Difference.CHANGED),
                            tuple("gone", Difference.REMOVED),
                            tuple("reads", Difference.SAME),
                            tuple("same", Difference.SAME));
            assertThat(objects.get("changed").details())
                    .contains(
                            "cluster " + playground.name("serve") + ", was none",
                            "is a materialized view, was a view",
                            "index changed_primary_idx added")
                    .anySatisfy(detail -> assertThat(detail).startsWith("column amount removed: "))
                    .anySatisfy(detail -> assertThat(detail).startsWith("column note added: text"));
            assertThat(objects.get("added").name().schema()).isEqualTo("shop");
            assertThat(evidence.warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("takes 1 object(s) out"));
            assertThat(evidence.digest()).hasSize(64);
            assertThat(evidence.collectedAt()).isNotNull();
        }
    }

    @Test
    void aSchemaAndAClusterThatProductionDoesNotHaveAreNew() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground)
                    .file("clusters/{p}_new.sql", "CREATE CLUSTER {p}_new (SIZE '25cc')")
                    .model(
                            "fresh",
                            "fact",
                            "CREATE MATERIALIZED VIEW fresh.fact IN CLUSTER {p}_new AS SELECT id FROM public.raw");

            Evidence evidence = collect(playground, project, EvidenceActivity.LONGEST_CHECK);

            assertThat(evidence.objects())
                    .filteredOn(object -> object.name().schema().equals("fresh"))
                    .extracting(ObjectDiff::difference)
                    .containsExactly(Difference.ADDED);
            assertThat(evidence.warnings()).noneMatch(warning -> warning.contains("differs from production's"));
        }
    }

    @Test
    void whatOthersChangedInGreenIsShownAndChangesTheFingerprint() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground);
            try (Green green = Green.of(playground, project, EvidenceActivity.LONGEST_CHECK)) {
                Evidence before = green.collect();
                assertThat(before.greenFingerprint())
                        .isEqualTo(green.input().inventory().greenFingerprint());

                playground.run("CREATE ROLE {p}_spy; GRANT USAGE ON SCHEMA shop__green_eeee4444 TO {p}_spy;"
                        + " GRANT SELECT ON TABLE shop__green_eeee4444.same TO {p}_spy;"
                        + " COMMENT ON VIEW shop__green_eeee4444.same IS 'look here';"
                        + " ALTER CLUSTER {p}_serve__green_eeee4444 SET (REPLICATION FACTOR 2);"
                        + " CREATE VIEW shop__green_eeee4444.foreign_view AS SELECT 1 AS a");
                Evidence after = green.collect();

                String spy = playground.name("spy");
                assertThat(after.greenFingerprint()).isNotEqualTo(before.greenFingerprint());
                assertThat(after.digest()).isNotEqualTo(before.digest());
                assertThat(after.objects())
                        .filteredOn(object -> object.name().name().equals("same"))
                        .singleElement()
                        .extracting(ObjectDiff::details)
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                        .containsExactly("grant " + spy + "=SELECT added", "comment 'look here' added");
                assertThat(after.warnings())
                        .anySatisfy(warning ->
                                assertThat(warning).startsWith("Schema").contains("grant " + spy + "=USAGE added"))
                        .anySatisfy(warning ->
                                assertThat(warning).startsWith("Cluster").contains("factor=2"))
                        .anySatisfy(warning ->
                                assertThat(warning).contains("foreign_view").contains("not made by this deployment"));
            }
        }
    }

    @Test
    void rowsThatPeopleWriteChangeTheDigestAndNoFindingAndDriftOfProductionIsOne() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project =
                    project(playground).file("checks/never_negative.sql", "SELECT * FROM shop.added WHERE amount < 0");
            try (Green green = Green.of(playground, project, EvidenceActivity.LONGEST_CHECK)) {
                Evidence first = green.collect();

                playground.run("INSERT INTO public.raw VALUES (4, 40, 'd'), (5, -50, 'e')");
                Evidence written = green.collect();
                playground.run("COMMENT ON VIEW shop.same IS 'other'");
                Evidence drifted = green.collect();

                assertThat(written.digest()).isNotEqualTo(first.digest());
                assertThat(Findings.worse(first.findings(), written.findings())).isEmpty();
                assertThat(Findings.worse(written.findings(), drifted.findings()))
                        .anySatisfy(finding -> assertThat(finding)
                                .startsWith("Production is not what was planned any more")
                                .contains("shop.same (comments)"));
            }
        }
    }

    @Test
    void theRowsOfManyFailingChecksTogetherAreBounded() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground);
            for (int number = 0; number < 60; number++) {
                project.file(
                        "checks/wide_" + number + ".sql",
                        "SELECT "
                                + IntStream.range(0, 10)
                                        .mapToObj(column -> "repeat('x', 150) AS c" + column)
                                        .collect(Collectors.joining(", "))
                                + " FROM generate_series(1, 5)");
            }

            Evidence evidence = collect(playground, project, EvidenceActivity.LONGEST_CHECK);

            assertThat(evidence.checks())
                    .hasSize(60)
                    .allSatisfy(check -> assertThat(check.failingRows()).isEqualTo(5));
            assertThat(evidence.checks().get(0).sample()).hasSize(5);
            assertThat(evidence.checks().stream()
                            .flatMap(check -> check.sample().stream())
                            .mapToInt(String::length)
                            .sum())
                    .isBetween(150_000, 200_000);
        }
    }

    @Test
    void checksRunAgainstGreenAndShowTheirFirstRows() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground)
                    .file("checks/all_is_well.sql", "SELECT * FROM shop.added WHERE false;")
                    .file("checks/fails.sql", "SELECT id, amount < 0 AS negative, note FROM shop.added ORDER BY id")
                    .file("checks/many.sql", "SELECT generate_series AS n FROM generate_series(1, 2000)")
                    .file("checks/on_green.sql", "SELECT current_setting('cluster') AS cluster -- where am I")
                    .file("checks/question.sql", "SELECT 1 WHERE '{\"a\": 1}'::jsonb ? 'b'")
                    .file("checks/wrong.sql", "SELECT 1\n FROM shop.added a b c");

            Evidence evidence = collect(playground, project, EvidenceActivity.LONGEST_CHECK);

            Map<String, CheckResult> checks =
                    evidence.checks().stream().collect(Collectors.toMap(CheckResult::name, Function.identity()));
            assertThat(checks.get("all_is_well").passed()).isTrue();
            assertThat(checks.get("question").passed()).isTrue();
            assertThat(checks.get("fails").failingRows()).isEqualTo(3);
            assertThat(checks.get("fails").sample())
                    .contains(
                            "{\"id\":1,\"negative\":false,\"note\":\"a\"}",
                            "{\"id\":2,\"negative\":true,\"note\":null}");
            assertThat(checks.get("many").failingRows()).isEqualTo(1000);
            assertThat(checks.get("many").sample()).hasSize(5);
            assertThat(checks.get("on_green").sample())
                    .containsExactly("{\"cluster\":\"" + playground.name("serve__green_eeee4444") + "\"}");
            assertThat(checks.get("wrong").error()).startsWith("checks/wrong.sql:2:20: ");
            assertThat(evidence.warnings()).contains("4 of 6 check(s) did not pass.");
        }
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void aCheckThatNeverAnswersIsCancelled() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            SERVER.sandbox().faults().neverHydrate("changed");
            TestProject project = project(playground)
                    .file("checks/waits.sql", "SELECT * FROM shop.changed")
                    .file("expect.yaml", "longestComparison: 500ms");

            Evidence evidence = collect(playground, project, Duration.ofMillis(500));

            assertThat(evidence.checks())
                    .singleElement()
                    .extracting(CheckResult::error)
                    .asString()
                    .contains("was cancelled");
        } finally {
            SERVER.sandbox().faults().reset();
        }
    }

    private TestProject project(Playground playground) {
        return new TestProject(folder, playground)
                .model("shop", "same", """
                        CREATE VIEW same AS SELECT id FROM public.raw;
                        CREATE INDEX same_idx IN CLUSTER {p}_serve ON same (id);
                        """)
                .model("shop", "reads", "CREATE VIEW shop.reads AS SELECT id FROM shop.same")
                .model("shop", "changed", """
                        CREATE MATERIALIZED VIEW shop.changed IN CLUSTER {p}_serve AS SELECT id, note FROM public.raw;
                        CREATE DEFAULT INDEX IN CLUSTER {p}_serve ON shop.changed;
                        """)
                .model("shop", "added", "CREATE VIEW shop.added AS SELECT * FROM public.raw");
    }

    private static Evidence collect(Playground playground, TestProject project, Duration longestCheck) {
        try (Green green = Green.of(playground, project, longestCheck)) {
            return green.collect();
        }
    }

    /** A green that was deployed, about which evidence can be collected. */
    private record Green(TestActivities activities, EvidenceInput input) implements AutoCloseable {
        static Green of(Playground playground, TestProject project, Duration longestCheck) {
            Plan plan = Deployments.plan(playground.targets(), project, project.input(ID, "shop.gone"));
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            TestActivities activities = new TestActivities(
                    new DeployActivity(playground.targets(), project.source(), project.dbt()),
                    new EvidenceActivity(playground.targets(), project.source(), project.dbt(), longestCheck));
            Inventory made = activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
            return new Green(activities, new EvidenceInput(plan, made));
        }

        Evidence collect() {
            return activities.of(EvidenceActivities.class).collect(input);
        }

        @Override
        public void close() {
            activities.close();
        }
    }
}

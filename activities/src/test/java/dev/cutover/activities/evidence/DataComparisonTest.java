package dev.cutover.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Row;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import dev.cutover.workflows.evidence.DataDiff.Side;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DataComparisonTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dddd5555";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, amount int, email text);
            INSERT INTO public.raw VALUES (1, 10, 'ann@x.org'), (2, 20, 'ben@x.org'), (3, 30, NULL), (3, 30, NULL);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, amount, email FROM public.raw;
            CREATE VIEW shop.same AS SELECT id, amount FROM public.raw;
            """;

    @TempDir
    Path folder;

    @Test
    void everyRowThatOnlyOneSideHasIsCountedAndSomeAreShown() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);

            Map<String, DataDiff> data = byName(collect(playground, changedOrders(playground)));

            assertThat(data.get("same").verdict()).isEqualTo(Verdict.SAME);
            assertThat(data.get("same").rows()).isEqualTo(new Rows(4, 4, 0, 0, null));
            DataDiff orders = data.get("orders");
            assertThat(orders.verdict()).isEqualTo(Verdict.DIFFERENT);
            // The row that production has twice is there once in green, and that of id 2 has another amount.
            assertThat(orders.rows()).isEqualTo(new Rows(4, 3, 2, 1, null));
            assertThat(orders.sample())
                    .containsExactly(
                            new Row(Side.BLUE, "{\"id\":\"2\",\"amount\":\"20\",\"email\":\"ben@x.org\"}"),
                            new Row(Side.BLUE, "{\"id\":\"3\",\"amount\":\"30\",\"email\":null}"),
                            new Row(Side.GREEN, "{\"id\":\"2\",\"amount\":\"25\",\"email\":\"ben@x.org\"}"));
        }
    }

    @Test
    void aKeyTellsChangedRowsFromThoseThatCameOrWent() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = changedOrders(playground)
                    .file("expect.yaml", "relations:\n  - relation: {p}.shop.orders\n    key: id\n");

            DataDiff orders = byName(collect(playground, project)).get("orders");

            assertThat(orders.key()).containsExactly("id");
            assertThat(orders.rows().changedKeys()).isEqualTo(1);
        }
    }

    @Test
    void maskedValuesNeverLeaveTheDatabaseButAreCompared() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground)
                    .model(
                            "shop",
                            "orders",
                            "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS"
                                    + " SELECT id, amount, upper(email) AS email FROM public.raw")
                    .file(
                            "checks/nobody.sql",
                            "SELECT o.id, o.email, r.email FROM shop.orders AS o"
                                    + " JOIN public.raw AS r ON r.id = o.id WHERE o.id = 1 -- shows addresses")
                    .file("expect.yaml", "mask: [\"*mail\"]\n");

            Evidence evidence = collect(playground, project);

            assertThat(byName(evidence).get("orders").rows()).isEqualTo(new Rows(4, 4, 2, 2, null));
            assertThat(byName(evidence).get("orders").sample())
                    .extracting(Row::side, Row::values)
                    .containsExactly(
                            tuple(Side.BLUE, "{\"id\":\"1\",\"amount\":\"10\",\"email\":\"***\"}"),
                            tuple(Side.BLUE, "{\"id\":\"2\",\"amount\":\"20\",\"email\":\"***\"}"),
                            tuple(Side.GREEN, "{\"id\":\"1\",\"amount\":\"10\",\"email\":\"***\"}"),
                            tuple(Side.GREEN, "{\"id\":\"2\",\"amount\":\"20\",\"email\":\"***\"}"));
            assertThat(evidence.checks())
                    .singleElement()
                    .extracting(CheckResult::sample)
                    .isEqualTo(List.of("{\"id\":1,\"email\":\"***\"}"));
            assertThat(evidence.toString()).doesNotContainIgnoringCase("@x.org");
        }
    }

    @Test
    void whatIsExpectedPassesAndWhatIsRefusedFailsLikeACheck() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            String rule = "relations:\n  - relation: \"*.shop.orders\"\n    differences: ";

            assertThat(verdict(playground, rule + "allow\n")).isEqualTo(Verdict.EXPECTED);
            assertThat(verdict(playground, rule + "refuse\n")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(playground, rule + "refuse\n    atMost: 3\n")).isEqualTo(Verdict.EXPECTED);
            assertThat(verdict(playground, rule + "allow\n    atMost: 2\n")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(playground, rule + "allow\n    atMost: 74.9%\n")).isEqualTo(Verdict.REFUSED);
            assertThat(verdict(playground, rule + "warn\n    atMost: 75%\n")).isEqualTo(Verdict.DIFFERENT);
            assertThat(verdict(playground, rule + "refuse\n    ignore: [id, amount, email]\n"))
                    .isEqualTo(Verdict.NOT_COMPARED);

            Evidence refused = collect(playground, changedOrders(playground).file("expect.yaml", rule + "refuse\n"));
            assertThat(refused.checks())
                    .extracting(CheckResult::name, CheckResult::file, CheckResult::failingRows)
                    .containsExactly(tuple("rows of " + playground.database() + ".shop.orders", "expect.yaml", 3L));
            Evidence unknown = collect(
                    playground, changedOrders(playground).file("expect.yaml", "mostRows: 3\n" + rule + "refuse\n"));
            assertThat(unknown.checks()).singleElement().satisfies(check -> {
                assertThat(check.passed()).isFalse();
                assertThat(check.error()).contains("4 rows in production and 3 in green", "mostRows");
            });
        }
    }

    @Test
    void whatIsSkippedIsNotRead() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = changedOrders(playground)
                    .file("expect.yaml", "relations:\n  - relation: \"*.orders\"\n    differences: skip\n");

            assertThat(byName(collect(playground, project))).containsOnlyKeys("same");
        }
    }

    @Test
    void columnsThatCannotBeComparedAreNamed() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = project(playground)
                    .model(
                            "shop",
                            "orders",
                            "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS"
                                    + " SELECT id, amount::text AS amount, 1 AS fresh FROM public.raw");

            DataDiff orders = byName(collect(playground, project)).get("orders");

            assertThat(orders.verdict()).isEqualTo(Verdict.SAME);
            assertThat(orders.columns()).isEqualTo(1);
            assertThat(orders.remark()).isEqualTo("Not compared: amount (another type), fresh (new), email (removed).");
        }
    }

    @Test
    void rowsThatAreWrittenMeanwhileMakeNoDifference() throws Exception {
        try (Playground playground = SERVER.playground();
                Writer writer = new Writer(playground)) {
            playground.run(PRODUCTION);
            TestProject project = project(playground)
                    .model(
                            "shop",
                            "orders",
                            "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS"
                                    + " SELECT id, amount, email FROM public.raw");
            writer.start();

            for (int i = 0; i < 5; i++) {
                assertThat(byName(collect(playground, project)).values())
                        .extracting(DataDiff::verdict)
                        .containsOnly(Verdict.SAME);
            }
            assertThat(writer.stop()).isPositive();
        }
    }

    @Test
    @Tag(MaterializeServer.FAULTS)
    void aRelationThatNeverAnswersIsNamedAndDoesNotHoldTheEvidenceUp() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            SERVER.sandbox().faults().neverHydrate("orders");
            TestProject project = changedOrders(playground).file("expect.yaml", "longestComparison: 500ms\n");

            Map<String, DataDiff> data = byName(collect(playground, project));

            assertThat(data.get("orders").verdict()).isEqualTo(Verdict.NOT_COMPARED);
            assertThat(data.get("orders").remark()).contains("was cancelled", "longestComparison");
            assertThat(data.get("same").verdict()).isEqualTo(Verdict.SAME);
        } finally {
            SERVER.sandbox().faults().reset();
        }
    }

    @Test
    void aFileThatCannotBeReadIsAProblemOfTheProject() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);

            assertRefused(playground, "relations:\n  - relaton: a\n", "expect.yaml: There is no key relaton; ");
            assertRefused(playground, "sampleRows: 21", "expect.yaml: sampleRows is 21");
            assertRefused(playground, "longestComparison: soon", "longestComparison is not a duration");
            assertRefused(playground, "relations: [{relation: a, atMost: some}]", "atMost of a is some");
            assertRefused(
                    playground, "relations: [{relation: a, differences: no}]", "write allow, warn, refuse or skip");
            assertRefused(playground, "relations: [{key: id}]", "names no relation");
            assertRefused(playground, "mask: {a: b}", "The value of mask is of the wrong kind");
            assertRefused(playground, "mask: [\n", "expect.yaml:1:1: This is not valid YAML");
        }
    }

    private void assertRefused(Playground playground, String text, String message) {
        TestProject project = changedOrders(playground).file("expect.yaml", text);
        assertThatThrownBy(() -> Deployments.planning(playground.targets(), project, project.input(ID)))
                .rootCause()
                .hasMessageContaining(message);
    }

    private Verdict verdict(Playground playground, String expectations) throws Exception {
        return byName(collect(playground, changedOrders(playground).file("expect.yaml", expectations)))
                .get("orders")
                .verdict();
    }

    private static Map<String, DataDiff> byName(Evidence evidence) {
        return evidence.data().stream()
                .collect(Collectors.toMap(diff -> diff.relation().name(), Function.identity()));
    }

    private TestProject changedOrders(Playground playground) {
        return project(playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT DISTINCT id,"
                                + " CASE WHEN id = 2 THEN 25 ELSE amount END AS amount, email FROM public.raw");
    }

    private TestProject project(Playground playground) {
        return new TestProject(folder, playground)
                .model("shop", "same", "CREATE VIEW shop.same AS SELECT id, amount FROM public.raw");
    }

    private static Evidence collect(Playground playground, TestProject project) {
        return Collecting.evidence(playground, project, ID);
    }
}

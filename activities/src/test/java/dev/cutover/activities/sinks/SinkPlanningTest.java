package dev.cutover.activities.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.evidence.EvidenceActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedSink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sinks are known to the approver before anything is created, and one that could not follow refuses the deployment. */
class SinkPlanningTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String REPORT = """
            CREATE MATERIALIZED VIEW public.report IN CLUSTER {p}_feeds AS SELECT count(*) AS n FROM shop.orders;
            CREATE MATERIALIZED VIEW public.weekly IN CLUSTER {p}_feeds AS SELECT n FROM public.report;
            CREATE SINK feeds.weekly IN CLUSTER {p}_feeds FROM public.weekly INTO KAFKA CONNECTION public.kafka
                (TOPIC '{p}_weekly') KEY (n) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
            """;

    @TempDir
    Path folder;

    private Playground playground;
    private Feeds feeds;

    @BeforeEach
    void install() throws Exception {
        playground = SERVER.playground();
        feeds = new Feeds(playground, folder);
    }

    @AfterEach
    void remove() throws Exception {
        playground.close();
    }

    @Test
    void thePlanListsWhatEachSinkReadsAndTheStatementThatMovesIt() throws Exception {
        playground.run(Feeds.SINKS);
        String database = playground.database();

        Plan plan = feeds.plan();

        assertThat(plan.sinks())
                .extracting(sink -> sink.name().toString(), sink -> sink.reads().toString(), PlannedSink::statement)
                .containsExactly(
                        tuple(
                                database + ".feeds.Orders, all",
                                database + ".shop.orders",
                                "ALTER SINK \"" + database + "\".\"feeds\".\"Orders, all\" SET FROM \"" + database
                                        + "\".\"shop\".\"orders\""),
                        tuple(
                                database + ".feeds.totals",
                                database + ".shop.totals",
                                "ALTER SINK \"" + database + "\".\"feeds\".\"totals\" SET FROM \"" + database
                                        + "\".\"shop\".\"totals\""));
        assertThat(plan.dependents()).isEmpty();
        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("feeds.totals") && warning.contains("follows"))
                .anyMatch(warning -> warning.contains("sends no snapshot"))
                .noneMatch(warning -> warning.contains("goes on writing"));
    }

    @Test
    void aSinkOfAStrangersViewIsNotMovedButSaid() throws Exception {
        playground.run(REPORT);

        Plan plan = feeds.plan();

        assertThat(plan.sinks()).isEmpty();
        assertThat(plan.dependents())
                .extracting(dependent -> dependent.object().name().name(), ExternalDependent::depth)
                .containsExactly(tuple("report", 1), tuple("weekly", 2));
        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("feeds.weekly") && warning.contains("public.report"));
    }

    @Test
    void aSinkOfWhatIsTakenAwayRefusesThePlan() throws Exception {
        playground.run("""
                CREATE MATERIALIZED VIEW shop.gone IN CLUSTER {p}_serve AS SELECT id FROM public.raw;
                CREATE SINK feeds.gone IN CLUSTER {p}_feeds FROM shop.gone INTO KAFKA CONNECTION public.kafka
                    (TOPIC '{p}_gone') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
                """);

        String refusal = refusal("shop.gone");

        assertThat(refusal)
                .contains("Sink " + playground.database() + ".feeds.gone", "shop.gone", "takes away", "ALTER SINK")
                .contains("Nothing was created");
    }

    @Test
    void aMaterializedViewThatASinkReadsMayNotBecomeAView() throws Exception {
        playground.run(Feeds.SINKS);
        feeds.project().model("shop", "orders", "CREATE VIEW shop.orders AS SELECT id, amount FROM public.raw;");

        assertThat(refusal()).contains("feeds.Orders, all", "makes a view", "no sink can read that");
    }

    @Test
    void aNewVersionWithoutTheKeyOfASinkIsRefusedBeforeAnybodyIsAsked() throws Exception {
        playground.run(Feeds.SINKS);
        TestProject project = feeds.project()
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS total FROM"
                                + " public.raw;");

        String refusal = TestActivities.refusalOf(FailureType.SINK_CANNOT_FOLLOW, () -> collect(project));

        assertThat(refusal).contains("feeds.totals", "lacks the columns", "id", "Production is untouched");
    }

    @Test
    void theApproverHearsThatMessagesChangeTheirShape() throws Exception {
        playground.run(Feeds.SINKS);
        TestProject project = feeds.project()
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, amount AS value, amount"
                                + " FROM public.raw;");

        Evidence evidence = collect(project);

        assertThat(evidence.warnings())
                .anyMatch(
                        warning -> warning.contains("Messages of sink " + playground.database() + ".feeds.Orders, all")
                                && warning.contains("with value integer"))
                .noneMatch(warning -> warning.contains("Messages of sink " + playground.database() + ".feeds.totals"));
    }

    @Test
    void theApproverHearsHowManyKeysOfEachTopicNoMessageTells() throws Exception {
        Evidence evidence = collectOverRows(
                "SELECT id, amount * 2 AS amount FROM public.raw WHERE id <> 4"
                        + " UNION ALL SELECT id + 100, amount FROM public.raw WHERE id > 2",
                "SELECT id, sum(amount) AS total FROM public.raw GROUP BY id");

        ObjectName orders = new ObjectName(playground.database(), "feeds", "Orders, all");
        assertThat(evidence.sinks())
                .filteredOn(effect -> effect.sink().equals(orders))
                .containsExactly(new SinkEffect(
                        orders, new ObjectName(playground.database(), "shop", "orders"), List.of("id"), 2, 1, 2, null));
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("feeds.Orders, all")
                        && warning.contains("these keys of its topic")
                        && warning.contains(
                                "2 with production's values, 1 that the new version does not have, 2 that are"
                                        + " missing")
                        && warning.contains("A revert takes back no message"))
                .anyMatch(warning -> warning.contains("feeds.totals sends no snapshot")
                        && warning.contains("both versions hold the same rows"));
    }

    @Test
    void whenTheColumnsDifferNoMessageOfTheTopicIsWhatTheNewVersionSays() throws Exception {
        Evidence evidence = collectOverRows(
                "SELECT id, amount, id * 2 AS twice FROM public.raw WHERE id < 4",
                "SELECT id::bigint AS id, sum(amount) AS total FROM public.raw GROUP BY id");

        assertThat(evidence.sinks())
                .extracting(effect -> effect.sink().name(), SinkEffect::changed, SinkEffect::gone, SinkEffect::added)
                .containsExactly(tuple("Orders, all", 3L, 1L, 0L), tuple("totals", 0L, 0L, 0L));
        assertThat(evidence.sinks().get(1).unknown())
                .contains("Every message changes", "id (another type)", "the key id");
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("feeds.Orders, all sends no snapshot")
                        && warning.contains("3 with production's values, 1 that the new version does not have"))
                .noneMatch(warning -> warning.contains("need not"));
    }

    @Test
    void aChangedOrderOfColumnsChangesTheMessagesButNoValue() throws Exception {
        playground.run("INSERT INTO public.raw VALUES (1, 10)");
        playground.run(Feeds.SINKS);
        TestProject project = feeds.project()
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT amount, id FROM public.raw");

        Evidence evidence = collect(project);

        assertThat(evidence.sinks().get(0).differing()).isZero();
        assertThat(evidence.warnings())
                .anyMatch(warning ->
                        warning.contains("feeds.Orders, all") && warning.contains("in another order of columns"));
    }

    @Test
    void whatTheProjectSkipsIsNotComparedForASinkEither() throws Exception {
        playground.run("INSERT INTO public.raw VALUES (1, 10)");
        playground.run(Feeds.SINKS);
        TestProject project = feeds.project().file("expect.yaml", """
                relations:
                  - {relation: "*.shop.orders", differences: skip}
                """);

        Evidence evidence = collect(project);

        assertThat(evidence.sinks())
                .filteredOn(effect -> effect.sink().name().equals("Orders, all"))
                .singleElement()
                .satisfies(effect -> {
                    assertThat(effect.differing()).isZero();
                    assertThat(effect.unknown()).contains("differences: skip in expect.yaml");
                });
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("feeds.Orders, all") && warning.contains("is not known"));
    }

    /** Of new versions of both relations, over four rows. */
    private Evidence collectOverRows(String orders, String totals) throws Exception {
        playground.run("INSERT INTO public.raw VALUES (1, 10), (2, 0), (3, 5), (4, 7)");
        playground.run(Feeds.SINKS);
        String view = "CREATE MATERIALIZED VIEW shop.%s IN CLUSTER {p}_serve AS ";
        return collect(feeds.project()
                .model("shop", "orders", view.formatted("orders") + orders)
                .model("shop", "totals", view.formatted("totals") + totals));
    }

    private Evidence collect(TestProject project) {
        Plan plan = feeds.plan();
        Inventory green = feeds.deploy(plan);
        try (TestActivities activities =
                new TestActivities(new EvidenceActivity(playground.targets(), project.source(), project.dbt()))) {
            return activities.of(EvidenceActivities.class).collect(new EvidenceInput(plan, green));
        }
    }

    private String refusal(String... removes) {
        return TestActivities.refusalOf(
                FailureType.PLAN_REFUSED,
                () -> Deployments.planning(
                        playground.targets(), feeds.project(), feeds.project().input(Feeds.ID, removes)));
    }
}

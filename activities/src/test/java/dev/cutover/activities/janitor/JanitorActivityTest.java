package dev.cutover.activities.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.register.FakeRegister;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Removes what is provably left by a deployment that is gone, and nothing else (P6). */
class JanitorActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "aaaa2222";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;
            """;

    private static final String GREEN_OBJECTS = """
            CREATE VIEW shop__green_aaaa2222.orders AS SELECT id + 1 AS id FROM public.raw;
            CREATE MATERIALIZED VIEW shop__green_aaaa2222.totals IN CLUSTER {p}_serve__green_aaaa2222
                AS SELECT count(*) AS n FROM shop__green_aaaa2222.orders;
            """;

    private static final String SWAP = """
            ALTER SCHEMA shop SWAP WITH shop__green_aaaa2222;
            ALTER SCHEMA shop__green_aaaa2222 RENAME TO shop__retired_aaaa2222;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__green_aaaa2222;
            ALTER CLUSTER {p}_serve__green_aaaa2222 RENAME TO {p}_serve__retired_aaaa2222;
            """;

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private final FakeRegister temporal = new FakeRegister();

    @Test
    void whatOneThatWasTerminatedWhileDeployingHasLeftIsListedAndThenRemoved() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            Inventory cloned = cloned(playground, plan);
            playground.run(GREEN_OBJECTS);
            terminated(plan, cloned, false, null);
            List<String> left = playground.everything();

            JanitorReport said = sweep(playground, false);

            assertThat(said.items())
                    .extracting(item -> item.verdict() + " " + item.kind() + " " + item.name())
                    .containsExactlyInAnyOrder(
                            "REMOVE materialized view " + playground.database() + ".shop__green_aaaa2222.totals",
                            "REMOVE view " + playground.database() + ".shop__green_aaaa2222.orders",
                            "REMOVE schema " + playground.database() + ".shop__green_aaaa2222",
                            "REMOVE cluster " + playground.name("serve__green_aaaa2222"));
            assertThat(playground.everything()).isEqualTo(left);
            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(withoutFence(playground)).isEqualTo(before);
            assertThat(sweep(playground, true).items()).isEmpty();
        }
    }

    @Test
    void greenThatAwaitedADecisionIsRemovedByItsRecordedIds() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            terminated(plan, deployed(playground, plan), false, null);

            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void oldProductionIsKeptUntilItsHoldIsOverUnlessAPersonEndsIt() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);
            terminated(plan, green, true, Instant.now().plus(Duration.ofDays(1)));
            List<String> during = playground.everything();

            JanitorReport kept = sweep(playground, true);

            assertThat(verdicts(kept)).containsOnly(Verdict.KEPT);
            assertThat(kept.items().get(0).why()).contains("the hold lasts until", "--end-holds");
            assertThat(playground.everything()).isEqualTo(during);
            JanitorReport ended = sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(), true));
            assertThat(verdicts(ended)).containsOnly(Verdict.REMOVED);
            assertThat(playground.rows("SELECT id FROM shop.orders")).isEmpty();
        }
    }

    @Test
    void oneThatWasTerminatedInItsCleanupIsFinished() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP);
            playground.run("ALTER SCHEMA shop__retired_aaaa2222 RENAME TO shop__dropping_aaaa2222;"
                    + " DROP MATERIALIZED VIEW shop__dropping_aaaa2222.totals");
            terminated(plan, green, true, LONG_AGO);

            assertThat(verdicts(sweep(playground, true))).hasSize(3).containsOnly(Verdict.REMOVED);
            assertThat(sweep(playground, false).items()).isEmpty();
        }
    }

    @Test
    void aSwapThatNobodyHeardOfIsResolvedBeforeAnythingIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            temporal.closed("workflow", "TERMINATED", null, belongings(plan, green, true, false, null, null));

            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_1_aaaa2222_burned");
        }
    }

    @Test
    void nothingOfADeploymentThatRunsIsTouched() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            deployed(playground, plan);
            temporal.running("workflow", ID, null);
            List<String> before = playground.everything();

            JanitorReport report = sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(ID), true));

            assertThat(report.items()).isEmpty();
            assertThat(report.running()).containsExactly(ID);
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void whatAStrangerReadsIsKeptAndNamesTheStranger() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP
                    + " CREATE SCHEMA report; CREATE VIEW report.old AS SELECT id FROM shop__retired_aaaa2222.orders");
            terminated(plan, green, true, LONG_AGO);

            JanitorReport report = sweep(playground, true);

            assertThat(report.items())
                    .filteredOn(item -> item.verdict() == Verdict.KEPT)
                    .extracting(Item::name)
                    .containsExactlyInAnyOrder(
                            playground.database() + ".shop__retired_aaaa2222.orders",
                            playground.database() + ".shop__retired_aaaa2222");
            assertThat(report.items()).extracting(Item::why).anyMatch(why -> why.contains("report.old"));
            assertThat(playground.rows("SELECT count(*) FROM report.old")).containsExactly("0");
            playground.run("DROP VIEW report.old");
            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.REMOVED);
        }
    }

    @Test
    void strangersThingsWithSuchNamesAndCopiedCommentsAreLeftAlone() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            String copied = comment(playground, "shop__green_aaaa2222");
            playground.run("CREATE SCHEMA mine__green_aaaa2222; CREATE SCHEMA other__retired_bbbb2222;"
                    + " CREATE TABLE mine__green_aaaa2222.precious (id int);"
                    + " COMMENT ON SCHEMA mine__green_aaaa2222 IS '" + copied + "';"
                    + " COMMENT ON SCHEMA other__retired_bbbb2222 IS '" + copied + "'");
            terminated(plan, green, false, null);

            JanitorReport report = sweep(playground, true);

            assertThat(report.items())
                    .filteredOn(item -> item.verdict() == Verdict.UNPROVEN)
                    .extracting(Item::name)
                    .containsExactlyInAnyOrder(
                            playground.database() + ".mine__green_aaaa2222",
                            playground.database() + ".other__retired_bbbb2222");
            assertThat(playground.rows("SELECT count(*) FROM mine__green_aaaa2222.precious"))
                    .containsExactly("0");
            assertThat(playground.schemas()).doesNotContain("shop__green_aaaa2222");
        }
    }

    @Test
    void whatATerminatedWorkflowHasMadeIsLeftAloneWhileNothingSaysWhatThatIs() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            deployed(playground, plan);
            List<String> before = playground.everything();
            temporal.closedWithoutAnAnswer("workflow", ID, "TERMINATED");

            JanitorReport report = sweep(playground, true);

            assertThat(verdicts(report)).isNotEmpty().containsOnly(Verdict.UNPROVEN);
            assertThat(report.items().get(0).why()).contains("has closed (TERMINATED)", "Try again");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void objectsOfWhichNoRecordIsLeftAreListedWithTheStatementsThatDropThem() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            deployed(playground, plan);
            playground.run("CREATE TABLE shop__green_aaaa2222.by_hand (id int)");
            List<String> left = playground.everything();

            JanitorReport report = sweep(playground, true);

            assertThat(verdicts(report)).hasSize(5).containsOnly(Verdict.UNPROVEN);
            assertThat(report.items().get(0).why()).contains("retention is over", "not whose the objects in it are");
            assertThat(playground.everything()).isEqualTo(left);
            for (Item item : report.items()) {
                playground.run(String.join(" ", item.statements()));
            }
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void anEmptySchemaAndClusterThatTheirOwnNamespaceHasForgottenGo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            List<String> before = playground.everything();
            cloned(playground, plan);

            JanitorReport report = sweep(playground, true);

            assertThat(verdicts(report)).hasSize(2).containsOnly(Verdict.REMOVED);
            assertThat(withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void aWorkflowOfAnotherNamespaceProvesNothingUntilAPersonSaysThatItIsGone() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            cloned(playground, plan);
            temporal.inNamespace("99999999-aaaa-bbbb-cccc-222222222222");
            List<String> before = playground.everything();

            JanitorReport doubted = sweep(playground, true);

            assertThat(verdicts(doubted)).containsOnly(Verdict.UNPROVEN);
            assertThat(doubted.items().get(0).why())
                    .contains("another server or namespace may run it", "--gone aaaa2222");
            assertThat(playground.everything()).isEqualTo(before);
            assertThat(verdicts(sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(ID), false))))
                    .containsOnly(Verdict.REMOVED);
        }
    }

    @Test
    void aRoundThatDropsNothingLeavesTheFenceAsItIs() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run("CREATE SCHEMA report; CREATE VIEW report.v AS SELECT id FROM shop__green_aaaa2222.orders");
            temporal.closed("workflow", "TERMINATED", null, belongings(plan, green, true, false, null, null));
            assertThat(verdicts(sweep(playground, true))).contains(Verdict.REMOVED, Verdict.KEPT);
            playground.run("ALTER SCHEMA _cutover_{p}_1_aaaa2222_burned RENAME TO _cutover_{p}_2_bbbb2222");

            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.KEPT);

            assertThat(fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_2_bbbb2222");
        }
    }

    @Test
    void aSwapOfOneThatEndedDirtyCannotCommitAfterItsGreenIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            endedDirty(plan, green, true);
            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.KEPT);
            assertThat(fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_0");

            sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(ID), false));

            assertThat(fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_1_aaaa2222_burned");
        }
    }

    @Test
    void aSwapBackOfOneThatWasTerminatedCannotCommitAfterOldProductionIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            playground.run(SWAP + "ALTER SCHEMA _cutover_{p}_0 RENAME TO _cutover_{p}_1_aaaa2222");
            temporal.closed(
                    "workflow",
                    "TERMINATED",
                    null,
                    new Belongings(ID, plan, green, true, true, true, true, LONG_AGO, Duration.ofMinutes(30), null));

            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.REMOVED);

            assertThat(fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_2_aaaa2222");
        }
    }

    @Test
    void whatAnInterruptedAttemptHasRemovedIsInTheReport() throws SQLException {
        try (Playground playground = SERVER.playground();
                TestActivities activities =
                        new TestActivities(new JanitorActivity(playground.targets(), run -> temporal))) {
            Plan plan = planned(playground);
            terminated(plan, deployed(playground, plan), false, null);
            JanitorReport removed = sweep(playground, true);
            activities.environment().setHeartbeatDetails(new Removals.Going(removed.items()));

            JanitorReport again = activities
                    .of(JanitorActivities.class)
                    .sweep(new JanitorRequest(playground.prefix(), true, List.of(), false));

            assertThat(removed.items()).hasSize(4);
            assertThat(again.items()).containsExactlyElementsOf(removed.items());
        }
    }

    @Test
    void severalFencesOfOneTargetAreListedAndNoneIsRemoved() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA _cutover_{p}_0; CREATE SCHEMA _cutover_{p}_3_bbbb2222");
            List<String> before = playground.everything();

            JanitorReport report = sweep(playground, true);

            assertThat(report.items()).hasSize(2).allSatisfy(item -> {
                assertThat(item.verdict()).isEqualTo(Verdict.UNPROVEN);
                assertThat(item.why()).contains("2 schemas that look like its fence");
                assertThat(item.statements()).hasSize(1);
            });
            assertThat(report.items().get(1).why()).contains("says that deployment bbbb2222 was promoted");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void whatADeploymentLeftForAPersonIsRemovedOnlyWhenAPersonSaysSo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = planned(playground);
            Inventory green = deployed(playground, plan);
            endedDirty(plan, green, false);

            assertThat(verdicts(sweep(playground, true))).containsOnly(Verdict.KEPT);
            assertThat(verdicts(sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(ID), false))))
                    .containsOnly(Verdict.REMOVED);
        }
    }

    private static List<Verdict> verdicts(JanitorReport report) {
        return report.items().stream().map(Item::verdict).toList();
    }

    private JanitorReport sweep(Playground playground, boolean apply) {
        return sweep(playground, new JanitorRequest(playground.prefix(), apply, List.of(), false));
    }

    private static List<String> fences(Playground playground) throws SQLException {
        return playground.rows("SELECT name FROM mz_schemas WHERE name LIKE '\\_cutover\\_{p}\\_%'");
    }

    /** One round; what other tests have on the same server under the same deployment id is left out. */
    private JanitorReport sweep(Playground playground, JanitorRequest request) {
        try (TestActivities activities =
                new TestActivities(new JanitorActivity(playground.targets(), run -> temporal))) {
            JanitorReport report = activities.of(JanitorActivities.class).sweep(request);
            return new JanitorReport(
                    report.target(),
                    report.applied(),
                    report.running(),
                    report.items().stream()
                            .filter(item -> item.name().startsWith(playground.prefix()))
                            .toList());
        }
    }

    private void terminated(Plan plan, Inventory inventory, boolean promoted, Instant holdUntil) {
        temporal.closed(
                "workflow", "TERMINATED", null, belongings(plan, inventory, promoted, promoted, holdUntil, null));
    }

    private void endedDirty(Plan plan, Inventory inventory, boolean swapAttempted) {
        temporal.closed(
                "workflow",
                "FAILED",
                "FAILED_DIRTY",
                belongings(plan, inventory, swapAttempted, false, null, Ending.FAILED_DIRTY));
    }

    private static Belongings belongings(
            Plan plan, Inventory inventory, boolean swapAttempted, boolean promoted, Instant holdUntil, Ending ending) {
        return new Belongings(
                ID, plan, inventory, true, swapAttempted, promoted, false, holdUntil, Duration.ofMinutes(30), ending);
    }

    private Plan planned(Playground playground) throws SQLException {
        playground.run(PRODUCTION);
        TestProject project = new TestProject(folder, playground)
                .model("shop", "orders", "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;")
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;");
        return Deployments.plan(playground.targets(), project, project.input(ID));
    }

    private Inventory cloned(Playground playground, Plan plan) {
        try (TestActivities activities = new TestActivities(new CloneActivity(playground.targets(), run -> temporal))) {
            return activities.of(CloneActivities.class).createGreen(plan);
        }
    }

    private Inventory deployed(Playground playground, Plan plan) throws SQLException {
        Inventory cloned = cloned(playground, plan);
        playground.run(GREEN_OBJECTS);
        try (Session session = playground.session()) {
            List<CatalogObject> objects = new Catalog(session)
                    .objectsIn(List.of(cloned.schemas().get(0).id()), List.of()).stream()
                            .map(object -> object.object())
                            .toList();
            return new Inventory(cloned.schemas(), cloned.clusters(), objects, "fingerprint");
        }
    }

    private static String comment(Playground playground, String schema) throws SQLException {
        return playground
                .rows("SELECT c.comment FROM mz_internal.mz_comments c JOIN mz_schemas s ON s.id = c.id"
                        + " AND c.object_type = 'schema' WHERE s.name = '" + schema + "'")
                .get(0);
    }

    private static List<String> withoutFence(Playground playground) throws SQLException {
        return playground.everything().stream()
                .filter(line -> !line.contains("_cutover_"))
                .toList();
    }
}

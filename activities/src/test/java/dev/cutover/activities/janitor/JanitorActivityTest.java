package dev.cutover.activities.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.JanitorActivities;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Removes what is provably left by a deployment that is gone, and nothing else (P6). */
class JanitorActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @TempDir
    Path folder;

    private Sweeps sweeps;

    @BeforeEach
    void temporal() {
        sweeps = new Sweeps(folder);
    }

    @Test
    void whatOneThatWasTerminatedWhileDeployingHasLeftIsListedAndThenRemoved() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            List<String> before = playground.everything();
            Inventory cloned = sweeps.cloned(playground, plan);
            playground.run(Sweeps.GREEN_OBJECTS);
            sweeps.terminated(plan, cloned, false, null);
            List<String> left = playground.everything();

            JanitorReport said = sweeps.sweep(playground, false);

            assertThat(said.items())
                    .extracting(item -> item.verdict() + " " + item.kind() + " " + item.name())
                    .containsExactlyInAnyOrder(
                            "REMOVE materialized view " + playground.database() + ".shop__green_aaaa2222.totals",
                            "REMOVE view " + playground.database() + ".shop__green_aaaa2222.orders",
                            "REMOVE schema " + playground.database() + ".shop__green_aaaa2222",
                            "REMOVE cluster " + playground.name("serve__green_aaaa2222"));
            assertThat(playground.everything()).isEqualTo(left);
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
            assertThat(sweeps.sweep(playground, true).items()).isEmpty();
        }
    }

    @Test
    void greenThatAwaitedADecisionIsRemovedByItsRecordedIds() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            List<String> before = playground.everything();
            sweeps.terminated(plan, sweeps.deployed(playground, plan), false, null);

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void oldProductionIsKeptUntilItsHoldIsOverUnlessAPersonEndsIt() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            playground.run(Sweeps.SWAP);
            sweeps.terminated(plan, green, true, Instant.now().plus(Duration.ofDays(1)));
            List<String> during = playground.everything();

            JanitorReport kept = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(kept)).containsOnly(Verdict.KEPT);
            assertThat(kept.items().get(0).why()).contains("the hold lasts until", "--end-holds");
            assertThat(playground.everything()).isEqualTo(during);
            JanitorReport ended =
                    sweeps.sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(), true));
            assertThat(Sweeps.verdicts(ended)).containsOnly(Verdict.REMOVED);
            assertThat(playground.rows("SELECT id FROM shop.orders")).isEmpty();
        }
    }

    @Test
    void oneThatWasTerminatedInItsCleanupIsFinished() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            playground.run(Sweeps.SWAP);
            playground.run("ALTER SCHEMA shop__retired_aaaa2222 RENAME TO shop__dropping_aaaa2222;"
                    + " DROP MATERIALIZED VIEW shop__dropping_aaaa2222.totals");
            sweeps.terminated(plan, green, true, Sweeps.LONG_AGO);

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true)))
                    .hasSize(3)
                    .containsOnly(Verdict.REMOVED);
            assertThat(sweeps.sweep(playground, false).items()).isEmpty();
        }
    }

    @Test
    void aSwapThatNobodyHeardOfIsResolvedBeforeAnythingIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            sweeps.temporal.closed(
                    "workflow", "TERMINATED", null, Sweeps.belongings(plan, green, true, false, null, null));

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.fences(playground))
                    .containsExactly("_cutover_" + playground.prefix() + "_1_aaaa2222_burned");
        }
    }

    @Test
    void nothingOfADeploymentThatRunsIsTouched() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            sweeps.deployed(playground, plan);
            sweeps.temporal.running("workflow", Sweeps.ID, null);
            List<String> before = playground.everything();

            JanitorReport report =
                    sweeps.sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(Sweeps.ID), true));

            assertThat(report.items()).isEmpty();
            assertThat(report.running()).containsExactly(Sweeps.ID);
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void whatAStrangerReadsIsKeptAndNamesTheStranger() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            playground.run(Sweeps.SWAP
                    + " CREATE SCHEMA report; CREATE VIEW report.old AS SELECT id FROM shop__retired_aaaa2222.orders");
            sweeps.terminated(plan, green, true, Sweeps.LONG_AGO);

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items())
                    .filteredOn(item -> item.verdict() == Verdict.KEPT)
                    .extracting(Item::name)
                    .containsExactlyInAnyOrder(
                            playground.database() + ".shop__retired_aaaa2222.orders",
                            playground.database() + ".shop__retired_aaaa2222");
            assertThat(report.items()).extracting(Item::why).anyMatch(why -> why.contains("report.old"));
            assertThat(playground.rows("SELECT count(*) FROM report.old")).containsExactly("0");
            playground.run("DROP VIEW report.old");
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
        }
    }

    @Test
    void strangersThingsWithSuchNamesAndCopiedCommentsAreLeftAlone() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            String copied = Sweeps.comment(playground, "shop__green_aaaa2222");
            playground.run("CREATE SCHEMA mine__green_aaaa2222; CREATE SCHEMA other__retired_bbbb2222;"
                    + " CREATE TABLE mine__green_aaaa2222.precious (id int);"
                    + " COMMENT ON SCHEMA mine__green_aaaa2222 IS '" + copied + "';"
                    + " COMMENT ON SCHEMA other__retired_bbbb2222 IS '" + copied + "'");
            sweeps.terminated(plan, green, false, null);

            JanitorReport report = sweeps.sweep(playground, true);

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
            Plan plan = sweeps.planned(playground);
            sweeps.deployed(playground, plan);
            List<String> before = playground.everything();
            sweeps.temporal.closedWithoutAnAnswer("workflow", Sweeps.ID, "TERMINATED");

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(report)).isNotEmpty().containsOnly(Verdict.UNPROVEN);
            assertThat(report.items().get(0).why()).contains("has closed (TERMINATED)", "Try again");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void objectsOfWhichNoRecordIsLeftAreListedWithTheStatementsThatDropThem() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            List<String> before = playground.everything();
            sweeps.deployed(playground, plan);
            playground.run("CREATE TABLE shop__green_aaaa2222.by_hand (id int)");
            List<String> left = playground.everything();

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(report)).hasSize(5).containsOnly(Verdict.UNPROVEN);
            assertThat(report.items().get(0).why()).contains("retention is over", "not whose the objects in it are");
            assertThat(playground.everything()).isEqualTo(left);
            for (Item item : report.items()) {
                playground.run(String.join(" ", item.statements()));
            }
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void anEmptySchemaAndClusterThatTheirOwnNamespaceHasForgottenGo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            List<String> before = playground.everything();
            sweeps.cloned(playground, plan);

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(report)).hasSize(2).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void aWorkflowOfAnotherNamespaceProvesNothingUntilAPersonSaysThatItIsGone() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            sweeps.cloned(playground, plan);
            sweeps.temporal.inNamespace("99999999-aaaa-bbbb-cccc-222222222222");
            List<String> before = playground.everything();

            JanitorReport doubted = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(doubted)).containsOnly(Verdict.UNPROVEN);
            assertThat(doubted.items().get(0).why())
                    .contains("another server or namespace may run it", "--gone aaaa2222");
            assertThat(playground.everything()).isEqualTo(before);
            assertThat(Sweeps.verdicts(sweeps.sweep(
                            playground, new JanitorRequest(playground.prefix(), true, List.of(Sweeps.ID), false))))
                    .containsOnly(Verdict.REMOVED);
        }
    }

    @Test
    void aRoundThatDropsNothingLeavesTheFenceAsItIs() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            playground.run("CREATE SCHEMA report; CREATE VIEW report.v AS SELECT id FROM shop__green_aaaa2222.orders");
            sweeps.temporal.closed(
                    "workflow", "TERMINATED", null, Sweeps.belongings(plan, green, true, false, null, null));
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).contains(Verdict.REMOVED, Verdict.KEPT);
            playground.run("ALTER SCHEMA _cutover_{p}_1_aaaa2222_burned RENAME TO _cutover_{p}_2_bbbb2222");

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.KEPT);

            assertThat(Sweeps.fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_2_bbbb2222");
        }
    }

    @Test
    void aSwapOfOneThatEndedDirtyCannotCommitAfterItsGreenIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            sweeps.endedDirty(plan, green, true);
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.KEPT);
            assertThat(Sweeps.fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_0");

            sweeps.sweep(playground, new JanitorRequest(playground.prefix(), true, List.of(Sweeps.ID), false));

            assertThat(Sweeps.fences(playground))
                    .containsExactly("_cutover_" + playground.prefix() + "_1_aaaa2222_burned");
        }
    }

    @Test
    void aSwapBackOfOneThatWasTerminatedCannotCommitAfterOldProductionIsDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            playground.run(Sweeps.SWAP + "ALTER SCHEMA _cutover_{p}_0 RENAME TO _cutover_{p}_1_aaaa2222");
            sweeps.temporal.closed(
                    "workflow",
                    "TERMINATED",
                    null,
                    new Belongings(
                            Sweeps.ID,
                            plan,
                            green,
                            true,
                            true,
                            true,
                            true,
                            Sweeps.LONG_AGO,
                            Duration.ofMinutes(30),
                            null));

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);

            assertThat(Sweeps.fences(playground)).containsExactly("_cutover_" + playground.prefix() + "_2_aaaa2222");
        }
    }

    @Test
    void whatAnInterruptedAttemptHasRemovedIsInTheReport() throws SQLException {
        try (Playground playground = SERVER.playground();
                TestActivities activities =
                        new TestActivities(new JanitorActivity(playground.targets(), run -> sweeps.temporal))) {
            Plan plan = sweeps.planned(playground);
            sweeps.terminated(plan, sweeps.deployed(playground, plan), false, null);
            JanitorReport removed = sweeps.sweep(playground, true);
            activities.environment().setHeartbeatDetails(new Removals.Going(removed.items()));

            JanitorReport again = activities
                    .of(JanitorActivities.class)
                    .sweep(new JanitorRequest(playground.prefix(), true, List.of(), false));

            assertThat(removed.items()).hasSize(4);
            assertThat(again.items()).containsExactlyElementsOf(removed.items());
        }
    }

    @Test
    void whatADeploymentLeftForAPersonIsRemovedOnlyWhenAPersonSaysSo() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            Inventory green = sweeps.deployed(playground, plan);
            sweeps.endedDirty(plan, green, false);

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.KEPT);
            assertThat(Sweeps.verdicts(sweeps.sweep(
                            playground, new JanitorRequest(playground.prefix(), true, List.of(Sweeps.ID), false))))
                    .containsOnly(Verdict.REMOVED);
        }
    }
}

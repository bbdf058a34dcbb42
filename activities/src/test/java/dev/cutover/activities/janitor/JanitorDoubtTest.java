package dev.cutover.activities.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing proves whose a thing is, it is listed and left alone (P6). */
class JanitorDoubtTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String COMMENT_OF_B = "COMMENT ON SCHEMA _cutover_{p}_3_bbbb2222 IS '{\"cutover\":1,"
            + "\"deployment\":\"bbbb2222\",\"digest\":\"d\",\"blue\":\"b\",\"green\":\"g\",\"objects\":\"o\"}';";

    @TempDir
    Path folder;

    private Sweeps sweeps;

    @BeforeEach
    void temporal() {
        sweeps = new Sweeps(folder);
    }

    @Test
    void whatDbtMayHaveMadeByHandUnderANameOfEverybodyIsNotTakenForTheDeploymentsOwn() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = underSharedNames(sweeps.planned(playground));
            List<String> before = playground.everything();
            Inventory cloned = sweeps.cloned(playground, plan);
            playground.run(Sweeps.GREEN_OBJECTS.replace("shop__green_aaaa2222", "shop_dbt_deploy"));
            sweeps.terminated(plan, cloned, false, null);
            List<String> left = playground.everything();

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items())
                    .extracting(item -> item.verdict() + " " + item.kind() + " " + item.name())
                    .contains(
                            "UNPROVEN materialized view " + playground.database() + ".shop_dbt_deploy.totals",
                            "UNPROVEN view " + playground.database() + ".shop_dbt_deploy.orders",
                            "UNPROVEN schema " + playground.database() + ".shop_dbt_deploy");
            assertThat(report.items().get(0).why()).contains("no record says who made what is in it");
            assertThat(playground.everything()).isEqualTo(left);
            for (Item item : report.items()) {
                playground.run(String.join(" ", item.statements()));
            }
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).doesNotContain(Verdict.UNPROVEN, Verdict.KEPT);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void anEmptySchemaUnderANameOfEverybodyGoesWhenItsOwnCommentProvesIt() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = underSharedNames(sweeps.planned(playground));
            List<String> before = playground.everything();
            sweeps.terminated(plan, sweeps.cloned(playground, plan), false, null);

            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void whatOneMadeThatWasResetToBeforeItsPlanIsListedAndWhatIsEmptyGoes() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Plan plan = sweeps.planned(playground);
            List<String> before = playground.everything();
            sweeps.cloned(playground, plan);
            playground.run("CREATE TABLE shop__green_aaaa2222.precious (id int)");
            endedWithoutAPlan(Ending.FAILED);

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items())
                    .extracting(item -> item.verdict() + " " + item.name())
                    .containsExactlyInAnyOrder(
                            "UNPROVEN " + playground.database() + ".shop__green_aaaa2222.precious",
                            "UNPROVEN " + playground.database() + ".shop__green_aaaa2222",
                            "REMOVED " + playground.name("serve__green_aaaa2222"));
            assertThat(report.items())
                    .extracting(Item::why)
                    .allSatisfy(why -> assertThat(why)
                            .contains("it was reset to before it, or never came so far")
                            .doesNotContain("somebody else made it"));
            playground.run("DROP TABLE shop__green_aaaa2222.precious");
            assertThat(Sweeps.verdicts(sweeps.sweep(playground, true))).containsOnly(Verdict.REMOVED);
            assertThat(Sweeps.withoutFence(playground)).isEqualTo(before);
        }
    }

    @Test
    void whatOneWithoutAPlanLeftForAPersonIsKeptForThem() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            sweeps.cloned(playground, sweeps.planned(playground));
            endedWithoutAPlan(Ending.FAILED_DIRTY);

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(Sweeps.verdicts(report)).hasSize(2).containsOnly(Verdict.KEPT);
            assertThat(report.items().get(0).why()).contains("--gone aaaa2222");
        }
    }

    @Test
    void severalFencesOfOneTargetAreListedAndNoneIsToBeDroppedWhileNothingTellsWhichIsRight() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA _cutover_{p}_3_bbbb2222; CREATE SCHEMA _cutover_{p}_4_cccc2222");
            List<String> before = playground.everything();

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items()).hasSize(2).allSatisfy(item -> {
                assertThat(item.verdict()).isEqualTo(Verdict.UNPROVEN);
                assertThat(item.why()).contains("2 schemas that look like its fence", "Names and comments do not tell");
                assertThat(item.statements()).isEmpty();
            });
            assertThat(report.items().get(0).why()).contains("says that deployment bbbb2222 was promoted");
            assertThat(playground.everything()).isEqualTo(before);
        }
    }

    @Test
    void onlyAFenceThatWasNeverPromotedThroughIsToBeDroppedBesideTheRightOne() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA _cutover_{p}_3_bbbb2222;" + COMMENT_OF_B
                    + "CREATE SCHEMA _cutover_{p}_5_dddd2222_burned; CREATE SCHEMA _cutover_{p}_old");

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items())
                    .extracting(item -> item.name() + " " + item.statements())
                    .containsExactlyInAnyOrder(
                            fence(playground, "3_bbbb2222") + " []",
                            fence(playground, "5_dddd2222_burned") + " [DROP SCHEMA \"" + playground.database()
                                    + "\".\"_cutover_" + playground.prefix() + "_5_dddd2222_burned\";]",
                            fence(playground, "old") + " []");
            assertThat(report.items().get(0).why()).contains("Keep this one");
        }
    }

    @Test
    void theOnlyFenceIsNeverToBeDroppedHoweverItIsNamed() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA _cutover_{p}_renamed");

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items()).hasSize(1).allSatisfy(item -> {
                assertThat(item.statements()).isEmpty();
                assertThat(item.why()).contains("give it its name back", "drop it in no case");
            });
        }
    }

    @Test
    void aFirstFenceThatAFrozenWorkerMadeAnewIsToBeDropped() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE SCHEMA _cutover_{p}_3_bbbb2222;" + COMMENT_OF_B + "CREATE SCHEMA _cutover_{p}_0");

            JanitorReport report = sweeps.sweep(playground, true);

            assertThat(report.items()).hasSize(1).allSatisfy(item -> {
                assertThat(item.name()).isEqualTo(fence(playground, "0"));
                assertThat(item.why()).contains("a worker that had been frozen made it anew");
                assertThat(item.statements()).hasSize(1);
            });
            playground.run(report.items().get(0).statements().get(0));
            assertThat(sweeps.sweep(playground, true).items()).isEmpty();
        }
    }

    private static String fence(Playground playground, String tail) {
        return new SchemaName(playground.database(), "_cutover_" + playground.prefix() + "_" + tail).toString();
    }

    private void endedWithoutAPlan(Ending ending) {
        sweeps.temporal.closed(
                "workflow",
                "FAILED",
                ending.name(),
                new Belongings(
                        Sweeps.ID, null, null, false, false, false, false, null, Duration.ofMinutes(30), ending));
    }

    /** As of a dbt project, whose green schemas have the same names in every deployment. */
    private static Plan underSharedNames(Plan plan) {
        return new Plan(
                plan.deployment(),
                plan.target(),
                plan.requestedBy(),
                plan.project(),
                plan.fence(),
                plan.schemas().stream()
                        .map(schema -> new PlannedSchema(
                                schema.name(),
                                schema.change(),
                                schema.blueId(),
                                schema.name().name() + "_dbt_deploy",
                                schema.retired()))
                        .toList(),
                plan.clusters(),
                plan.objects(),
                plan.checks(),
                plan.blue(),
                plan.blueFingerprint(),
                plan.dependents(),
                plan.sinks(),
                plan.warnings(),
                plan.lagThreshold(),
                plan.policy(),
                plan.dbt(),
                plan.outlook(),
                plan.hash());
    }
}
